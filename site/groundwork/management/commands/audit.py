"""Read the audit trail, or find out whether anybody touched it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from groundwork.audit import verifying
from groundwork.audit.head import BadHead, read
from groundwork.models import AuditEntry

SHOWN = 50


class Command(BaseCommand):
    help = "`audit verify` finds edits, removals and reordering; `audit show` prints the trail."

    def add_arguments(self, parser: CommandParser) -> None:
        acts = parser.add_subparsers(dest="what", required=True)
        verify = acts.add_parser("verify", help="read the whole trail and say what does not fit")
        verify.add_argument("--head", help="a head printed by an earlier verify, kept elsewhere")
        show = acts.add_parser("show", help="print entries, the newest first")
        show.add_argument("--limit", type=int, default=SHOWN, help=f"how many ({SHOWN})")
        show.add_argument("--who", help="only what this account did")
        show.add_argument("--kind", help="only of one kind, such as articles.article")
        show.add_argument("--key", help="only of the one with this key")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["what"] == "verify":
            self._verify(options["head"])
        else:
            self._show(options)

    def _verify(self, given: str | None) -> None:
        try:
            known = read(given) if given else None
        except BadHead as error:
            raise CommandError(str(error)) from error
        verdict = verifying.verify(known)
        for fault in verdict.faults:
            self.stderr.write(fault)
        if verdict.faults:
            raise CommandError(f"{len(verdict.faults)} fault(s) in the audit trail.")
        self.stdout.write(f"{verdict.entries} entries, each as it was written.")
        if verdict.head:
            self.stdout.write(f"Keep this head somewhere else: {verdict.head}")

    def _show(self, options: dict[str, Any]) -> None:
        wanted = {name: options[name] for name in ("who", "kind", "key") if options[name]}
        rows = AuditEntry.objects.filter(**wanted).order_by("-number")[: max(0, options["limit"])]
        for entry in rows:
            what = f"{entry.kind} {entry.key} “{entry.name}”" if entry.kind else entry.name
            self.stdout.write(f"{entry.number}  {entry.at:%Y-%m-%d %H:%M:%S}  {entry.by}")
            self.stdout.write(f"    {entry.act}: {plain(what)}")
            for name, before, after in entry.changed:
                self.stdout.write(f"    {plain(name)}: {_shown(before)} → {_shown(after)}")


def plain(text: str) -> str:
    """Without what would move a terminal's cursor or hide a line."""
    return "".join(each if each.isprintable() else "�" for each in text)


def _shown(value: str | None) -> str:
    return "nothing" if value is None else f"“{plain(value)}”"
