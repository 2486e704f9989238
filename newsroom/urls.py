"""The three surfaces: the desk for staff, previews for staff and guests, and the newsroom for everybody."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("desk/", admin.site.urls),
    path("preview/", include("releases.preview.urls")),
    path("", include("releases.public.urls")),
]

handler404 = "releases.public.answer.not_found"
handler500 = "releases.public.answer.server_error"
