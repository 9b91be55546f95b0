"""What we are compared with: a bare Django view that sends the bytes of one of our pages.

Run by granian like the site itself. `BARE_BODY` names the file; `BARE_PLAIN=1` leaves out the
middleware of a project as `startproject` makes it.
"""

import os
from pathlib import Path

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

BODY = Path(os.environ["BARE_BODY"]).read_bytes()
OF_A_NEW_PROJECT = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
APPS = ("auth", "contenttypes", "sessions", "messages")

settings.configure(
    ALLOWED_HOSTS=["*"],
    INSTALLED_APPS=[f"django.contrib.{name}" for name in APPS],
    MIDDLEWARE=[] if os.environ.get("BARE_PLAIN") else OF_A_NEW_PROJECT,
    ROOT_URLCONF=__name__,
    SECRET_KEY="of a page that has no secrets",
)
django.setup()


def page(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(BODY)


urlpatterns = [path("", page)]
application = get_wsgi_application()
