"""Run in a process of its own: a database with a little content and a self-check, for a server."""

import sys
from pathlib import Path

import django


def main(folder: Path) -> None:
    django.setup()
    from django.contrib.auth.models import User
    from django.core.management import call_command

    from articles.intake import load_folder
    from tests.articles.content import write_content
    from tests.triage.engine.factory import questionnaire
    from triage import releases
    from triage.engine.proofs import prove

    call_command("migrate", verbosity=0, interactive=False)
    assert load_folder(write_content(folder)).problems == []
    small = releases.with_register_wording(questionnaire())
    report = prove(small)
    releases.publish(check="legs", questionnaire=small, report=report, signpost_table={}, note="")
    User.objects.create_user("plain", password="long enough for anyone")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
