"""Settings of the attacked server: as deployed, but for hashed names of static files."""

from legwise.settings import *  # noqa: F403
from legwise.settings import STORAGES

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
