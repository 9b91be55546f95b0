"""A way in for somebody whose phone and recovery codes are gone."""

from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext_lazy

from legwise.sign_in import second_factor, telling


class Command(BaseCommand):
    help = "Print one recovery code for an account. It works once, in place of the app's code."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(username=options["username"], is_active=True).first()
        if user is None:
            raise CommandError(f"There is no active account {options['username']}.")
        if not second_factor.has(user):
            raise CommandError(
                f"{user} has no second step yet: after the password the desk asks to set one up."
            )
        code = second_factor.one_more_code(user)
        telling.changed(user, gettext_lazy("got a recovery code from a command"), by=None)
        self.stdout.write(f"Recovery code for {user}: {code}")
        self.stdout.write("It works once. Then set up the app anew under “Second step”.")
