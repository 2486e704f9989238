"""Makes the desk the project's admin site, and registers its pages."""

from importlib import import_module
from typing import Final

from django.contrib.admin.apps import AdminConfig

PAGES: Final = ("release", "directory", "identity", "people")


class DeskConfig(AdminConfig):
    """Django's admin with our site in place of the stock one."""

    default_site = "releases.admin.site.DeskSite"

    def ready(self) -> None:
        super().ready()
        for page in PAGES:
            import_module(f"releases.admin.{page}")
        site = import_module("django.contrib.admin").site
        site.unregister_stock()
