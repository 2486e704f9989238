"""What must be true before anybody is served. Each refusal says which variable to set."""

import zoneinfo
from collections.abc import Callable, Iterator, Sequence
from email.utils import parseaddr
from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit

from django.apps import AppConfig, apps
from django.conf import settings
from django.contrib.staticfiles.apps import StaticFilesConfig
from django.contrib.staticfiles.utils import matches_patterns
from django.core.checks import CheckMessage, Error, run_checks
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.http.request import validate_host
from django.utils.module_loading import import_string

from releases.richtext import HtmlField

TAG: Final = "newsroom"


def refuse_if_unsafe() -> None:
    """Stop the process with every refusal at once. A web server runs no checks of its own accord."""
    refusals = [message for message in run_checks(tags=[TAG]) if message.is_serious()]
    if refusals:
        raise ImproperlyConfigured("The newsroom refuses to start.\n" + "\n".join(map(str, refusals)))


# --- Production ---


class Refusal(NamedTuple):
    id: str
    applies: Callable[[], bool]
    says: str
    hint: str


def secret_is_weak() -> bool:
    key = settings.SECRET_KEY
    known = key == settings.LAPTOP_SECRET_KEY or key.startswith("django-insecure-")
    return known or len(key) < 50 or len(set(key)) < 10


def base_url_is_unfit() -> bool:
    address = urlsplit(settings.NEWSROOM_BASE_URL)
    allowed = validate_host(address.hostname or "", settings.ALLOWED_HOSTS)
    return address.scheme != "https" or not allowed or address.path not in ("", "/")


def sender_is_unfit() -> bool:
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return "." not in domain


def proxy_header_is_unset() -> bool:
    return settings.NEWSROOM_PROXIES is None or (settings.NEWSROOM_PROXIES > 0 and not settings.SECURE_PROXY_SSL_HEADER)


PRODUCTION_REFUSALS: Final = (
    Refusal(
        "newsroom.E001",
        lambda: settings.DEBUG,
        "Debug pages would show settings, source and unreleased text to visitors.",
        "Unset NEWSROOM_DEBUG.",
    ),
    Refusal(
        "newsroom.E002",
        secret_is_weak,
        "The secret key is short or known to everybody; it signs sessions.",
        "Set NEWSROOM_SECRET_KEY (or NEWSROOM_SECRET_KEY_FILE) to at least 50 random characters.",
    ),
    Refusal(
        "newsroom.E003",
        lambda: not settings.ALLOWED_HOSTS or "*" in settings.ALLOWED_HOSTS,
        "Any host name would be answered, and written into links.",
        "Set NEWSROOM_ALLOWED_HOSTS to the newsroom's host names, separated by commas.",
    ),
    Refusal(
        "newsroom.E004",
        lambda: not settings.DATABASE_URL_IS_SET,
        "The database would be a file inside the source folder.",
        "Set DATABASE_URL: postgres://user:password@host/name, or sqlite:////absolute/path for one machine.",
    ),
    Refusal(
        "newsroom.E005",
        base_url_is_unfit,
        "The newsroom's own address is not a plain https address of an allowed host.",
        "Set NEWSROOM_BASE_URL, for example https://news.agency.example, and have its host in NEWSROOM_ALLOWED_HOSTS.",
    ),
    Refusal(
        "newsroom.E006",
        sender_is_unfit,
        "Mail would come from nobody's address and be thrown away as spam.",
        "Set NEWSROOM_EMAIL_FROM to an address of the organisation.",
    ),
    Refusal(
        "newsroom.E007",
        lambda: not settings.EMAIL_URL_IS_SET,
        "Mail would be printed into the log instead of sent.",
        "Set EMAIL_URL, for example smtp+tls://user:password@mail.agency.example:587.",
    ),
    Refusal(
        "newsroom.E008",
        proxy_header_is_unset,
        "It is unknown how many proxies to believe about https and about a visitor's address.",
        "Set NEWSROOM_PROXIES: 1 behind the shipped nginx, 2 with a CDN before it, 0 with no proxy at all.",
    ),
    Refusal(
        "newsroom.E009",
        lambda: settings.SECURE_HSTS_SECONDS <= 0,
        "Browsers would try plain http first, where anybody on the way can rewrite a release.",
        "Unset NEWSROOM_HSTS_SECONDS, or give it a small positive number while you try it.",
    ),
    Refusal(
        "newsroom.E010",
        lambda: (
            not (
                settings.SESSION_COOKIE_SECURE
                and settings.CSRF_COOKIE_SECURE
                and settings.SESSION_COOKIE_HTTPONLY
                and settings.SECURE_SSL_REDIRECT
            )
        ),
        "A signed-in session could travel over plain http.",
        "Remove whatever overrides newsroom/settings.py: NEWSROOM_ENV=production makes cookies secure.",
    ),
)


def production_is_safe(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    if not settings.PRODUCTION:
        return []
    return [
        Error(refusal.says, hint=refusal.hint, id=refusal.id) for refusal in PRODUCTION_REFUSALS if refusal.applies()
    ]


# --- Everywhere ---


def time_zone_exists(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    try:
        zoneinfo.ZoneInfo(settings.NEWSROOM_TIME_ZONE)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return [
            Error(
                f"There is no time zone {settings.NEWSROOM_TIME_ZONE!r}; every date would be a guess.",
                hint="Set NEWSROOM_TIME_ZONE to an IANA name such as America/New_York or Europe/Paris.",
                id="newsroom.E101",
            )
        ]
    return []


def preflight_can_run(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    return [
        Error(
            f"The preflight check {path!r} can't be used: {why}.",
            hint="Name functions in NEWSROOM_PREFLIGHT_CHECKS by their dotted paths, separated by commas.",
            id="newsroom.E102",
        )
        for path in settings.NEWSROOM_PREFLIGHT_CHECKS
        if (why := _preflight_fault(path))
    ]


def _preflight_fault(path: str) -> str:
    try:
        check = import_string(path)
    except ImportError as error:
        return str(error)
    return "" if callable(check) else "it is no function"


# --- The three layers around CKEditor 4, which is end of life and gets no fixes ---

SENDING_PLUGINS: Final = ("exportpdf", "scayt", "wsc")
HOSTILE: Final = (
    '<p onclick="x()">kept</p><script>x()</script><iframe src="https://x.example"></iframe>'
    '<a href="javascript:x()">kept</a><img src="https://x.example/pixel.gif">'
)
NEVER_STORED: Final = ("onclick", "script", "iframe", "<img")


def editor_is_fenced(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Stands in for ckeditor.W001, which only says that the editor is old; this says what is missing."""
    return [
        *(Error(says, hint=hint, id="newsroom.E201") for says, hint in sanitiser_gaps()),
        *(Error(says, hint=hint, id="newsroom.E202") for says, hint in policy_gaps()),
        *(Error(says, hint=hint, id="newsroom.E203") for says, hint in serving_gaps()),
        *(Error(says, hint=hint, id="newsroom.E204") for says, hint in widget_gaps()),
    ]


def sanitiser_gaps() -> Iterator[tuple[str, str]]:
    fields = [
        field for model in apps.get_models() for field in model._meta.get_fields() if isinstance(field, HtmlField)
    ]
    if not fields:
        yield "No model keeps its text in an HtmlField.", "The body must be a releases.richtext.HtmlField."
    for field in fields:
        stored = str(field.get_db_prep_save(HOSTILE, connection))
        if any(word in stored for word in NEVER_STORED):
            yield (
                f"{field} stores hostile HTML as it came.",
                "HtmlField must clean whatever it stores.",
            )


def policy_gaps() -> Iterator[tuple[str, str]]:
    if "csp.middleware.CSPMiddleware" not in settings.MIDDLEWARE:
        yield "No page has a content security policy.", "Put csp.middleware.CSPMiddleware into MIDDLEWARE."
    public = settings.CONTENT_SECURITY_POLICY.get("DIRECTIVES", {})
    if any("unsafe" in str(source) for sources in public.values() for source in sources):
        yield "The public policy allows something unsafe.", "Mend CONTENT_SECURITY_POLICY."
    for name, policy in (
        ("CONTENT_SECURITY_POLICY", public),
        ("CKEDITOR_PAGE_CSP", settings.CKEDITOR_PAGE_CSP),
    ):
        for directive, wanted in (
            ("script-src", "'self'"),
            ("connect-src", "'self'"),
            ("form-action", "'self'"),
            ("object-src", "'none'"),
            ("base-uri", "'none'"),
            ("frame-ancestors", "'none'"),
        ):
            if list(policy.get(directive, [])) != [wanted]:
                yield f"{name} doesn't hold {directive} to {wanted}.", f"Mend {name} in newsroom/settings.py."


def serving_gaps() -> Iterator[tuple[str, str]]:
    config = next(config for config in apps.get_app_configs() if isinstance(config, StaticFilesConfig))
    for plugin in SENDING_PLUGINS:
        if not matches_patterns(f"ckeditor/ckeditor/plugins/{plugin}/plugin.js", config.ignore_patterns):
            yield (
                f"The editor's plug-in {plugin}, which sends text to a vendor, would be served.",
                "Use newsroom.static_files.NewsroomStaticFilesConfig in INSTALLED_APPS.",
            )
        for name, editor in settings.CKEDITOR_CONFIGS.items():
            if plugin not in str(editor.get("removePlugins", "")).split(","):
                yield (
                    f"The editor's plug-in {plugin}, which sends text to a vendor, may load.",
                    f"Name it in removePlugins of CKEDITOR_CONFIGS[{name!r}].",
                )
    if apps.is_installed("ckeditor_uploader"):
        yield "ckeditor_uploader lets a browser list uploaded files.", "Take it out of INSTALLED_APPS."


def widget_gaps() -> Iterator[tuple[str, str]]:
    try:
        import_string(settings.NEWSROOM_EDITOR_WIDGET)
    except ImportError as error:
        yield f"The editor can't be loaded: {error}.", "Set NEWSROOM_EDITOR_WIDGET to a form widget's path."
