"""Send the reminders of reviews that are owed today."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles import reminders
from groundwork.outbox import sending


class Command(BaseCommand):
    help = (
        "Remind people by e-mail of reviews that are due soon, or due. Run it once a day; running "
        "it again sends nothing twice, and a day it was not run is made up for."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        written = reminders.write_all()
        sent = sending.send_waiting()
        self.stdout.write(f"{written.count} reminder(s) written. Mail: {sent}")
        for person in written.failures:
            self.stderr.write(f"{person} has an address no mail can be sent to.")
        if written.failures or sent.needs_a_look:
            raise CommandError("Not every reminder could be sent. See above.")
