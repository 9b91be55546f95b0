"""The self-check, as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class TriageConfig(AppConfig):
    name = "triage"
    verbose_name = gettext_lazy("Self-check")

    def ready(self) -> None:
        from articles import signposts
        from triage import checks, findable  # noqa: F401 - checks registers itself with Django
        from triage.desk import pointing

        signposts.register_finder(pointing.what_leans_on)
        signposts.let_be_found(findable.outcomes)
