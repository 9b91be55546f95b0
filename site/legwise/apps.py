"""The roof, and the admin under our name."""

import os

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.contrib.admin import autodiscover


class LegwiseConfig(AppConfig):
    name = "legwise"
    default = True

    def ready(self) -> None:
        from articles import signposts
        from legwise import views
        from legwise.sign_in import commands

        signposts.register_finder(views.what_leans_on)
        commands.watch()


class LegwiseAdminConfig(admin_apps.SimpleAdminConfig):
    """`waits`: whether the desk is loaded when somebody first goes there, not at the start.

    A command needs it, but for the one that only starts the server.
    """

    default = False
    default_site = "legwise.desk.LegwiseAdminSite"
    waits = os.environ.get("LEGWISE_COMMAND") == "serve"

    def ready(self) -> None:
        """Names are translated before the rooms' admins make forms of models."""
        from legwise.languages.names import translate_names

        translate_names()
        super().ready()
        if not self.waits:
            autodiscover()
