"""The floor, as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class GroundworkConfig(AppConfig):
    name = "groundwork"
    verbose_name = gettext_lazy("Oversight and mail")

    def ready(self) -> None:
        from groundwork.durability import watch_connections
        from groundwork.logs import watch_queries
        from groundwork.pages.shared import versions
        from groundwork.pages.watching import watch_writes

        watch_writes(lambda tables: versions().renew(tables))
        watch_queries()
        watch_connections()
