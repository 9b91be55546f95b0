"""The four groups, with the rights `legwise.roles` gives them."""

from typing import Any

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

from legwise import roles


def make_groups(apps: Any, editor: Any) -> None:
    """Django makes permissions only after all migrations; the groups need them now."""
    for room in ("articles", "groundwork", "triage"):
        config = installed.get_app_config(room)
        create_permissions(config, verbosity=0, using=editor.connection.alias)
    using = editor.connection.alias
    groups = apps.get_model("auth", "Group").objects.using(using)
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    roles.make_groups(groups, permissions)


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("articles", "0017_red_flag_words"),
        ("triage", "0004_help_texts"),
    ]

    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
