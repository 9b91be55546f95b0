"""Every setting, read strictly from the environment. The table is in docs/settings.md.

Nonsense in a variable stops the start and names the variable; nothing falls back to a guess.
"""

from pathlib import Path
from typing import Any

import django_stubs_ext
from environs import Env
from marshmallow.validate import OneOf, Range, Regexp

from legwise.desk_host import refuse_unknown
from legwise.mail_server import refuse_traps
from legwise.secret import read_or_make

# Lets annotations such as ModelAdmin[Article] be written without quotation marks.
django_stubs_ext.monkeypatch()

HOUSE = Path(__file__).resolve().parents[2]

env = Env()
env.read_env(str(HOUSE / ".env"), recurse=False)

VAR_DIR = Path(env.str("VAR_DIR", str(HOUSE / "var")))
VAR_DIR.mkdir(parents=True, exist_ok=True)

# --- who we are -----------------------------------------------------------------------------

HOST = env.str("HOST", "127.0.0.1")
PORT = env.int("PORT", 8000, validate=Range(min=1, max=65535))
WEB_WORKERS = env.int("WEB_WORKERS", 2, validate=Range(min=1, max=64))
WEB_THREADS = env.int("WEB_THREADS", 8, validate=Range(min=1, max=256))
SITE_URL = env.str("SITE_URL", f"http://{HOST}:{PORT}").rstrip("/")
EMERGENCY_NUMBER = env.str("EMERGENCY_NUMBER", "112")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"], subcast=str.strip)
ADMIN_HOST = env.str("ADMIN_HOST", "").lower()
refuse_unknown(ADMIN_HOST, ALLOWED_HOSTS)
# Where letters to colleagues lead.
DESK_URL = f"{SITE_URL.partition('://')[0]}://{ADMIN_HOST}" if ADMIN_HOST else SITE_URL
SECURITY_CONTACT = env.str(
    "SECURITY_CONTACT", "", validate=Regexp(r"\A(mailto:\S+|https://\S+)?\Z")
)
BEHIND_TLS = env.bool("BEHIND_TLS", False)
PROXIES = env.int("PROXIES", 0, validate=Range(min=0, max=9))
DEBUG = env.bool("DEBUG", False)
SECRET_KEY = env.str("SECRET_KEY", "") or read_or_make(VAR_DIR / "secret-key")

# --- rooms ----------------------------------------------------------------------------------

INSTALLED_APPS = [
    "legwise.apps.LegwiseAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "markdownx",
    "groundwork",
    "articles",
    "triage",
    "legwise",
]

METRICS_TOKEN = env.str("METRICS_TOKEN", "")

MIDDLEWARE = [
    "groundwork.logs.RequestIdMiddleware",
    "groundwork.headers.SecurityHeadersMiddleware",
    *(["groundwork.metrics.MetricsMiddleware"] if METRICS_TOKEN else []),
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "groundwork.compression.CompressionMiddleware",
    "groundwork.languages.PathLanguageMiddleware",
    "groundwork.requests.PlainRequestMiddleware",
    "legwise.desk_host.DeskHostMiddleware",
    "groundwork.scope.RoomCookiesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "legwise.sign_in.middleware.SittingMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "legwise.urls"
WSGI_APPLICATION = "legwise.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HOUSE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "legwise.context.site",
            ],
        },
    },
]

# --- data -----------------------------------------------------------------------------------

DATABASES: dict[str, dict[str, Any]] = {
    "default": dict(env.dj_db_url("DATABASE_URL", f"sqlite:///{VAR_DIR / 'legwise.sqlite3'}"))
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # IMMEDIATE: two writers wait for each other instead of failing as "database is locked".
    # FULL: a save that was confirmed is still there after the power failed.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 5,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
# Opening a database anew for each request costs more than a small page; with SQLite, too.
DATABASES["default"]["CONN_MAX_AGE"] = 60
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

# The audit trail's last mark, outside the database it proves (docs/audit.md).
AUDIT_HEAD = VAR_DIR / "audit-head"

CACHES: dict[str, dict[str, Any]] = {
    "default": dict(env.dj_cache_url("CACHE_URL", "locmem://legwise"))
}
PAGE_CACHE_MB = env.int("PAGE_CACHE_MB", 16, validate=Range(min=0, max=4096))
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- mail -----------------------------------------------------------------------------------

refuse_traps(env.str("EMAIL_URL", "console://"))
_mail = env.dj_email_url("EMAIL_URL", "console://")
EMAIL_BACKEND = _mail["EMAIL_BACKEND"]
EMAIL_HOST = _mail["EMAIL_HOST"] or "localhost"
EMAIL_PORT = _mail["EMAIL_PORT"] or 25
EMAIL_HOST_USER = _mail["EMAIL_HOST_USER"] or ""
EMAIL_HOST_PASSWORD = _mail["EMAIL_HOST_PASSWORD"] or ""
EMAIL_USE_TLS = _mail["EMAIL_USE_TLS"]
EMAIL_USE_SSL = _mail["EMAIL_USE_SSL"]
EMAIL_TIMEOUT = _mail["EMAIL_TIMEOUT"] or 30  # seconds; without one a silent server holds us
EMAIL_FILE_PATH = f"/{_mail['EMAIL_FILE_PATH']}" if _mail["EMAIL_FILE_PATH"] else None
SEND_MAIL_AT_ONCE = env.bool("SEND_MAIL_AT_ONCE", True)
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", "Legwise <legwise@localhost>")

# --- files ----------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [HOUSE / "static"]
STATICFILES_FINDERS = [
    "groundwork.styles.JoinedStylesFinder",
    "groundwork.styles.StaticFilesFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(env.str("UPLOADS_DIR", "") or VAR_DIR / "media")
WHITENOISE_MAX_AGE = 3600

# --- language and time ----------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
# Each but the first at a path of its own, /es/; see docs/languages.md.
LANGUAGES = [("en-gb", "English"), ("es", "Español")]
LOCALE_PATHS = [HOUSE / "site" / "legwise" / "locale"]
FORMAT_MODULE_PATH = ["legwise.formats"]
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True

# --- security -------------------------------------------------------------------------------

# Django 6's name and shape, so that moving there means deleting our middleware.
SECURE_CSP: dict[str, list[str]] = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "manifest-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
}
# Readers' pages have no script, so none is let in, and nothing that would make text into one.
SECURE_CSP_PUBLIC = {
    **SECURE_CSP,
    "script-src": ["'none'"],
    "require-trusted-types-for": ["'script'"],
    "trusted-types": ["'none'"],
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_SSL_REDIRECT = BEHIND_TLS
SECURE_HSTS_SECONDS = 63_072_000 if BEHIND_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = BEHIND_TLS
SECURE_HSTS_PRELOAD = BEHIND_TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
# A cookie with a path cannot be `__Host-`; this one no page without TLS can write.
COOKIE_PREFIX = "__Secure-" if BEHIND_TLS else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid"
SESSION_COOKIE_SECURE = BEHIND_TLS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_PATH = "/admin/"
SESSION_COOKIE_AGE = 12 * 60 * 60  # legwise.sign_in.sittings ends idle ones sooner
# Whoever can publish needs a second factor whatever this says; "staff" asks everybody for one.
SECOND_FACTOR_FOR = env.str(
    "SECOND_FACTOR_FOR", "publishers", validate=OneOf(["publishers", "staff"])
)
# legwise.sign_in.throttling counts tries; django-otp's own waits would keep people out for hours.
OTP_TOTP_THROTTLE_FACTOR = 0
OTP_STATIC_THROTTLE_FACTOR = 0
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrftoken"
CSRF_COOKIE_SECURE = BEHIND_TLS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_AGE = None  # gone with the browser
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "legwise.errors.form_too_old"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3000
FILE_UPLOAD_HANDLERS = ["groundwork.uploads.CappedUploadHandler"]

AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "legwise.sign_in.own_words.OwnWordsValidator"},
]

# --- Markdown in the admin ------------------------------------------------------------------

# markdownx reads these once, at import; its own views are never mounted (see articles/editor.py).
MARKDOWNX_URLS_PATH = "/admin/markdown/preview/"
MARKDOWNX_UPLOAD_URLS_PATH = "/admin/markdown/upload/"
MARKDOWNX_MARKDOWNIFY_FUNCTION = "articles.markdown.preview"

# --- logs -----------------------------------------------------------------------------------

LOG_FORMAT = env.str("LOG_FORMAT", "plain", validate=OneOf(["plain", "json"]))
LOG_REQUESTS = env.bool("LOG_REQUESTS", False)
SLOW_QUERY_MS = env.int("SLOW_QUERY_MS", 250, validate=Range(min=1))
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request": {"()": "groundwork.logs.NamesRequest"}},
    "formatters": {
        "plain": {"format": "{levelname} {name} [{request_id}]: {message}", "style": "{"},
        "json": {"()": "groundwork.logs.JsonFormatter"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": LOG_FORMAT,
            "filters": ["request"],
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        # At DEBUG a variable that a template lacks is logged with all the others: with answers.
        "django.template": {"level": "INFO"},
        # Django names the path, and with it whatever somebody typed there.
        "django.request": {"level": "ERROR"},
        "legwise.requests": {"level": "INFO" if LOG_REQUESTS else "WARNING"},
    },
}
DEFAULT_EXCEPTION_REPORTER = "groundwork.reports.QuietReporter"

env.seal()
