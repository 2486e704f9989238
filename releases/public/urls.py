"""Every address a visitor can ask for. A test walks this list with hidden things in the database."""

from django.urls import register_converter

from releases.public import archive, changes, crawlers, feeds, identity, searching, vcards, versions, views
from releases.public.answer import everything_else, public_path
from releases.public.api import views as api
from releases.public.converters import FeedForm, Ordinal, Suffix, TwoDigits, UnicodeSlug, Year
from releases.public.forwarding import CATCH_ALL

register_converter(Year, "year")
register_converter(TwoDigits, "two")
register_converter(Ordinal, "ordinal")
register_converter(UnicodeSlug, "uslug")
register_converter(FeedForm, "form")
register_converter(Suffix, "suffix")

app_name = "public"

RELEASE = "news/<year:year>/<two:month>/<two:day>/<uslug:slug>"

urlpatterns = [
    public_path("", views.front, "front"),
    public_path("feed.<form:form>", feeds.newsroom, "feed"),
    public_path("feeds/", feeds.index, "feeds"),
    public_path("contacts/", views.contacts, "contacts"),
    public_path("contacts.vcf", vcards.everybody, "cards"),
    public_path("contacts/<uuid:pk>.vcf", vcards.one, "card"),
    public_path("news/", archive.archive, "archive"),
    public_path("news/<year:year>/", archive.year, "year"),
    public_path("news/<year:year>/<two:month>/", archive.month, "month"),
    public_path(f"{RELEASE}/", views.release, "release"),
    public_path(f"{RELEASE}.<suffix:suffix>", versions.version, "version"),
    public_path(f"{RELEASE}/editions/<ordinal:number>/", views.earlier, "edition"),
    public_path(f"{RELEASE}/changes/<ordinal:old>-<ordinal:new>/", changes.changes, "changes"),
    public_path("offices/<uslug:slug>/", views.office, "office"),
    public_path("offices/<uslug:slug>/feed.<form:form>", feeds.office, "office_feed"),
    public_path("offices/<uslug:slug>/contacts.vcf", vcards.office, "office_cards"),
    public_path("topics/<uslug:slug>/", views.topic, "topic"),
    public_path("topics/<uslug:slug>/feed.<form:form>", feeds.topic, "topic_feed"),
    public_path("kinds/<uslug:slug>/", views.kind, "kind"),
    public_path("kinds/<uslug:slug>/feed.<form:form>", feeds.kind, "kind_feed"),
    public_path("languages/<uslug:slug>/", views.language, "language"),
    public_path("languages/<uslug:slug>/feed.<form:form>", feeds.language, "language_feed"),
    public_path("search/", searching.search, "search"),
    public_path("search/feed.<form:form>", feeds.search, "search_feed"),
    public_path("identity/<slug:digest>.css", identity.sheet, "identity_sheet"),
    public_path("identity/<slug:digest>.<slug:ending>", identity.logo, "logo"),
    public_path("robots.txt", crawlers.robots, "robots"),
    public_path(".well-known/security.txt", crawlers.security, "security"),
    public_path("sitemap.xml", crawlers.sitemap, "sitemap"),
    public_path("sitemaps/news.xml", crawlers.sitemap_news, "sitemap_news"),
    public_path("sitemaps/<year:year>.xml", crawlers.sitemap_year, "sitemap_year"),
    *api.paths(),
    everything_else(views.nothing, CATCH_ALL),
]
