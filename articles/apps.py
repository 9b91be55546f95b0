"""What we publish, as Django knows it."""

from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "Articles and registers"

    def ready(self) -> None:
        from articles.models import Edition
        from groundwork.pages import register_clock

        register_clock(lambda: Edition.objects.next_change(), Edition._meta.db_table)
