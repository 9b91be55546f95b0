"""The roof, and the admin under our name."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class LegwiseConfig(AppConfig):
    name = "legwise"
    default = True

    def ready(self) -> None:
        from articles import signposts
        from legwise import views
        from legwise.sign_in import commands

        signposts.register_finder(views.what_leans_on)
        commands.watch()


class LegwiseAdminConfig(admin_apps.AdminConfig):
    default = False
    default_site = "legwise.desk.LegwiseAdminSite"

    def ready(self) -> None:
        """Before Django looks for the rooms' admins, which make forms of models."""
        from legwise.languages.names import translate_names

        translate_names()
        super().ready()
