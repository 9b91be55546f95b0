"""The site's settings with the floor alone: a sender's process starts in a fraction of the time."""

from legwise.settings import *  # noqa: F403  # every setting but one is the site's own

# The audit trail, on the same floor, knows people.
INSTALLED_APPS = ["django.contrib.auth", "django.contrib.contenttypes", "groundwork"]
