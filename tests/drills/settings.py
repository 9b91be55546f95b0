"""The site's own settings, but nothing collected or compressed beforehand: drills start at once."""

from legwise.settings import *  # noqa: F403
from legwise.settings import STORAGES

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
