"""Addresses of previews. None of them is a public address, now or later."""

from django.urls import path

from releases.preview import calendar, links, rehearsal, views

app_name = "preview"

urlpatterns = [
    path("copy/<str:token>/", links.copy, name="copy"),
    # Some mail programs drop the last slash. A redirect would write the token into one more answer.
    path("copy/<str:token>", links.copy),
    path("calendar/<str:token>.ics", calendar.feed, name="calendar"),
    path("rehearsal/<str:moment>/<path:rest>", rehearsal.site, name="rehearsal"),
    path("rehearsal/<str:moment>/", rehearsal.site, {"rest": ""}, name="rehearsal_front"),
    path("<uuid:release_id>/", views.working, name="working"),
    path("<uuid:release_id>/revisions/<int:number>/", views.revision, name="revision"),
    path("<uuid:release_id>/editions/<int:sequence>/", views.edition, name="edition"),
]
