"""Every address a visitor can ask for. A test walks this list with hidden things in the database."""

from django.urls import register_converter

from releases.public import archive, crawlers, feeds, searching, views
from releases.public.answer import everything_else, public_path
from releases.public.converters import Ordinal, TwoDigits, UnicodeSlug, Year
from releases.public.forwarding import CATCH_ALL

register_converter(Year, "year")
register_converter(TwoDigits, "two")
register_converter(Ordinal, "ordinal")
register_converter(UnicodeSlug, "uslug")

app_name = "public"

RELEASE = "news/<year:year>/<two:month>/<two:day>/<uslug:slug>"

urlpatterns = [
    public_path("", views.front, "front"),
    public_path("feed.rss", feeds.newsroom, "feed"),
    public_path("contacts/", views.contacts, "contacts"),
    public_path("news/", archive.archive, "archive"),
    public_path("news/<year:year>/", archive.year, "year"),
    public_path("news/<year:year>/<two:month>/", archive.month, "month"),
    public_path(f"{RELEASE}/", views.release, "release"),
    public_path(f"{RELEASE}.txt", views.plain_text, "text"),
    public_path(f"{RELEASE}/editions/<ordinal:number>/", views.earlier, "edition"),
    public_path("offices/<uslug:slug>/", views.office, "office"),
    public_path("offices/<uslug:slug>/feed.rss", feeds.office, "office_feed"),
    public_path("topics/<uslug:slug>/", views.topic, "topic"),
    public_path("kinds/<uslug:slug>/", views.kind, "kind"),
    public_path("languages/<uslug:slug>/", views.language, "language"),
    public_path("search/", searching.search, "search"),
    public_path("search/feed.rss", feeds.search, "search_feed"),
    public_path("robots.txt", crawlers.robots, "robots"),
    public_path("sitemap.xml", crawlers.sitemap, "sitemap"),
    public_path("sitemaps/<year:year>.xml", crawlers.sitemap_year, "sitemap_year"),
    everything_else(views.nothing, CATCH_ALL),
]
