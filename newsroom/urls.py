"""The three surfaces: the desk for staff, previews for staff and guests, and the newsroom for everybody."""

from django.contrib import admin
from django.urls import path

urlpatterns = [
    path("desk/", admin.site.urls),
]
