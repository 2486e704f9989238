"""Every setting, read from the environment; docs/settings.md explains each variable.

The defaults suit a laptop. With NEWSROOM_ENV=production nothing insecure is a default: the secret key must
be given or the process stops here, and newsroom/checks.py refuses the rest by the variable's name.
"""

from datetime import timedelta
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from newsroom import editor, logs

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

# FileAwareEnv: any variable may be given as NAME_FILE, the path of a file that holds the value.
env = environ.FileAwareEnv()

NEWSROOM_ENV = env.str("NEWSROOM_ENV", default="laptop")
if NEWSROOM_ENV not in ("laptop", "production"):
    raise ImproperlyConfigured(f"NEWSROOM_ENV is {NEWSROOM_ENV!r}. Set it to 'laptop' or 'production'.")
PRODUCTION = NEWSROOM_ENV == "production"

DEBUG = env.bool("NEWSROOM_DEBUG", default=not PRODUCTION)

LAPTOP_SECRET_KEY = "insecure-and-public: fit for a laptop, refused in production"  # noqa: S105
SECRET_KEY = env.str("NEWSROOM_SECRET_KEY", default="" if PRODUCTION else LAPTOP_SECRET_KEY).strip()
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "NEWSROOM_SECRET_KEY is not set. Production has no default: set NEWSROOM_SECRET_KEY (or "
        "NEWSROOM_SECRET_KEY_FILE) to a long random text, and keep it out of the repository."
    )
SECRET_KEY_FALLBACKS = env.list("NEWSROOM_SECRET_KEY_FALLBACKS", default=[])

# --- The newsroom ---

NEWSROOM_BASE_URL = env.str("NEWSROOM_BASE_URL", default="http://localhost:8000").rstrip("/")
NEWSROOM_TIME_ZONE = env.str("NEWSROOM_TIME_ZONE", default="America/New_York")
NEWSROOM_EDITOR_WIDGET = env.str("NEWSROOM_EDITOR_WIDGET", default="releases.admin.widgets.CkeditorWidget")
NEWSROOM_SECURITY_CONTACT = env.str("NEWSROOM_SECURITY_CONTACT", default="")
NEWSROOM_WEBSUB_HUB = env.str("NEWSROOM_WEBSUB_HUB", default="")
NEWSROOM_STRICT_CACHING = env.bool("NEWSROOM_STRICT_CACHING", default=False)

# So many requests in a day for an address that an unreleased text would have ring the alarm; 0 never does.
NEWSROOM_GUESS_ALARM = env.int("NEWSROOM_GUESS_ALARM", default=20)

# --- What is looked at before a text is submitted and approved (docs/preflight.md) ---

PREFLIGHT_CHECKS = [
    "releases.preflight.checks.release_line.release_line",
    "releases.preflight.checks.weekday_date.weekday_date",
    "releases.preflight.checks.zone_season.zone_season",
    "releases.preflight.checks.relative_days.relative_days",
    "releases.preflight.checks.placeholders.placeholders",
    "releases.preflight.checks.word_leftovers.word_leftovers",
    "releases.preflight.checks.staff_numbers.staff_numbers",
    "releases.preflight.checks.contact_reach.contact_reach",
    "releases.preflight.checks.capital_headline.capital_headline",
    "releases.preflight.checks.similar_headline.similar_headline",
    "releases.preflight.checks.heading_order.heading_order",
    "releases.preflight.checks.link_text.link_text",
    "releases.preflight.checks.dead_links.dead_links",
    "releases.preflight.checks.repeated_words.repeated_words",
    "releases.preflight.checks.names.names",
    "releases.preflight.checks.text_language.text_language",
    "releases.preflight.checks.original_changed.original_changed",
    "releases.preflight.checks.untranslated.untranslated",
    "releases.preflight.checks.quotation_marks.quotation_marks",
    "releases.preflight.checks.acronyms.acronyms",
    "releases.preflight.checks.long_sentences.long_sentences",
]
NEWSROOM_PREFLIGHT_CHECKS = env.list("NEWSROOM_PREFLIGHT_CHECKS", default=PREFLIGHT_CHECKS)

# --- Hosts, proxies and transport ---

LAPTOP_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
ALLOWED_HOSTS = env.list("NEWSROOM_ALLOWED_HOSTS", default=[] if PRODUCTION else LAPTOP_HOSTS)
NEWSROOM_PROXIES = env.int("NEWSROOM_PROXIES", default=None if PRODUCTION else 0)
if NEWSROOM_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_HSTS_SECONDS = env.int("NEWSROOM_HSTS_SECONDS", default=2 * 365 * 86400 if PRODUCTION else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("NEWSROOM_HSTS_SUBDOMAINS", default=PRODUCTION)
SECURE_HSTS_PRELOAD = env.bool("NEWSROOM_HSTS_PRELOAD", default=False)

# --- Parts ---

INSTALLED_APPS = [
    "releases.admin.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "newsroom.static_files.NewsroomStaticFilesConfig",
    "axes",
    "ckeditor",
    "csp",
    "newsroom",
    "releases",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "newsroom.headers.BrowserLimits",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    # Last, as axes asks: it turns a refused log-in into its own answer.
    "axes.middleware.AxesMiddleware",
]
# No LocaleMiddleware: the language follows the content or the address, never a cookie or a header.

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# --- Data ---

LAPTOP_DATABASE_URL = f"sqlite:///{VAR_DIR / 'newsroom.sqlite3'}"
DATABASE_URL_IS_SET = "DATABASE_URL" in env.ENVIRON
DATABASES = {"default": env.db_url("DATABASE_URL", default=LAPTOP_DATABASE_URL)}
_database = DATABASES["default"]
if _database["ENGINE"] == "django.db.backends.sqlite3":
    Path(_database["NAME"]).parent.mkdir(parents=True, exist_ok=True)
    # IMMEDIATE takes the write lock when a transaction begins, so that two moves queue up instead of
    # one dying half-way. Django itself turns foreign keys on.
    _database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # Without recursive triggers, what REPLACE deletes is deleted past the triggers that forbid it.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA recursive_triggers=ON;",
        **_database.get("OPTIONS", {}),
    }
else:
    # psycopg2 has no pool: connections are kept and tested instead. Not by `runserver`, whose every thread
    # is new and leaves a kept connection behind, until the database takes no more.
    _database.setdefault("CONN_MAX_AGE", 60 if PRODUCTION else 0)
    _database.setdefault("CONN_HEALTH_CHECKS", True)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": env.cache_url("CACHE_URL", default="locmemcache://")}

# --- People ---

AUTH_USER_MODEL = "releases.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"

# One name from one address: nobody can lock a press officer out from elsewhere on the day of a crisis, and
# one forgetful colleague doesn't lock out the building.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 6
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "newsroom.headers.client_address"
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_LOCKOUT_TEMPLATE = "desk/locked_out.html"
AXES_VERBOSE = False

SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = PRODUCTION
# The prefix makes browsers refuse the cookie unless it is secure and for this host alone.
SESSION_COOKIE_NAME = "__Host-session" if PRODUCTION else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if PRODUCTION else "csrf"

# A release pasted from a word processor is heavy until it is cleaned.
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# A post that fails its CSRF check, or comes after the session has ended, gives the typed text back.
CSRF_FAILURE_VIEW = "releases.admin.resume.csrf_failure"

# --- Browser security ---

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_RESOURCE_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_EMBEDDER_POLICY = "require-corp"
SECURE_PERMISSIONS_POLICY = (
    "accelerometer=(), autoplay=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
    "magnetometer=(), microphone=(), midi=(), payment=(), usb=(), browsing-topics=()"
)
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "media-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}
CKEDITOR_PAGE_CSP = editor.policy(CONTENT_SECURITY_POLICY["DIRECTIVES"])

# --- The editor ---

CKEDITOR_CONFIGS = {"default": editor.CONFIG}
# Replaced by newsroom.E201 to E204: errors, for a missing layer around the editor.
SILENCED_SYSTEM_CHECKS = ["ckeditor.W001"]
if not SECURE_HSTS_PRELOAD:
    # Preloading binds a whole domain for years; that is its owner's decision, not a default.
    SILENCED_SYSTEM_CHECKS += ["security.W021"]

# --- Language and time ---

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("es", "Español"), ("fr", "Français")]
# Ours before those of Django and of the packages, and where `makemessages` writes (docs/languages.md).
LOCALE_PATHS = [BASE_DIR / "releases" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# --- Static files ---

STATIC_URL = "/static/"
STATIC_ROOT = env.path("NEWSROOM_STATIC_ROOT", default=str(VAR_DIR / "static"))()
STATICFILES_DIRS = [BASE_DIR / "static"]
# The rest of the site is for its own pages only; so are its style sheets and scripts.
WHITENOISE_ALLOW_ALL_ORIGINS = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "whitenoise.storage.CompressedManifestStaticFilesStorage"
            if PRODUCTION
            else "django.contrib.staticfiles.storage.StaticFilesStorage"
        ),
    },
}

# --- Mail ---

EMAIL_URL_IS_SET = "EMAIL_URL" in env.ENVIRON
vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
LAPTOP_EMAIL_FROM = "newsroom@localhost"
DEFAULT_FROM_EMAIL = env.str("NEWSROOM_EMAIL_FROM", default=LAPTOP_EMAIL_FROM)
NEWSROOM_DIGEST_HOUR = env.int("NEWSROOM_DIGEST_HOUR", default=8)
if NEWSROOM_DIGEST_HOUR not in range(24):
    raise ImproperlyConfigured(f"NEWSROOM_DIGEST_HOUR is {NEWSROOM_DIGEST_HOUR}. Set it to an hour from 0 to 23.")
NEWSROOM_NOTICES_KEPT_DAYS = env.int("NEWSROOM_NOTICES_KEPT_DAYS", default=90)
if NEWSROOM_NOTICES_KEPT_DAYS < 8:
    raise ImproperlyConfigured(
        f"NEWSROOM_NOTICES_KEPT_DAYS is {NEWSROOM_NOTICES_KEPT_DAYS}. Set it to 8 or more: news is mailed for a week."
    )
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- The log ---

LOGGING = logs.config(level=env.str("NEWSROOM_LOG_LEVEL", default="INFO"), verbose_errors=DEBUG)
