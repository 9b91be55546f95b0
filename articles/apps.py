"""What we publish, as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = gettext_lazy("Articles and registers")

    def ready(self) -> None:
        from articles.models import Edition
        from groundwork.pages import register_clock

        register_clock(lambda: Edition.objects.next_change(), Edition._meta.db_table)
