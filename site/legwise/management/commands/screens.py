"""Picture every kind of page in every width and mode into var/screens/, with an index."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.template.loader import render_to_string

from legwise.screens import temporary
from legwise.screens.kinds import KINDS
from legwise.screens.taking import MODES, WIDTHS, Wanted, take


class Command(BaseCommand):
    help = (
        "Make pictures of every kind of page into var/screens/, from a temporary site with the "
        "shipped content. The real database is not touched."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--only", nargs="+", choices=KINDS, default=[*KINDS], metavar="KIND")
        parser.add_argument("--modes", nargs="+", choices=MODES, default=[*MODES])
        parser.add_argument("--widths", nargs="+", type=int, default=[*WIDTHS], metavar="PIXELS")

    def handle(self, *args: Any, **options: Any) -> None:
        wanted = Wanted(
            tuple(options["only"]), tuple(options["modes"]), tuple(sorted(set(options["widths"])))
        )
        if not all(width >= 200 for width in wanted.widths):
            raise CommandError("A width is a number of pixels, 200 or more.")
        folder = Path(settings.VAR_DIR) / "screens"
        folder.mkdir(parents=True, exist_ok=True)
        self._take(wanted, folder)
        index = folder / "index.html"
        index.write_text(_index(folder), encoding="utf-8")
        self.stdout.write(f"Open {index}")

    def _take(self, wanted: Wanted, folder: Path) -> None:
        """The usual site first, then the one of the pseudo-language."""
        usual = [name for name in wanted.modes if not MODES[name].is_pseudo]
        pseudo = [name for name in wanted.modes if MODES[name].is_pseudo]
        sites = ((temporary.USUAL, usual), (temporary.PSEUDO, pseudo))
        with tempfile.TemporaryDirectory() as scratch, _playwright() as play:
            browser = play.chromium.launch(executable_path=_chromium(), args=["--no-sandbox"])
            for number, (module, modes) in enumerate(sites):
                if not modes:
                    continue
                part = Wanted(wanted.kinds, tuple(modes), wanted.widths)
                with temporary.site(Path(scratch) / str(number), module) as address:
                    take(browser, address, part, folder, self.stdout.write)
            browser.close()


def _playwright() -> Any:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError as error:
        raise CommandError(
            "Pictures need Playwright: pip install -r requirements-dev.txt"
        ) from error
    return sync_playwright()


def _chromium() -> str:
    found = shutil.which("chromium")
    if found is None:
        raise CommandError("Pictures need Debian's chromium, and it is not on the path.")
    return found


def _index(folder: Path) -> str:
    """A page with every picture in the folder, those of earlier runs too."""
    kinds = [
        {"name": kind, "modes": [_row(folder, kind, mode) for mode in MODES]} for kind in KINDS
    ]
    return render_to_string("legwise/gallery/screens.html", {"kinds": kinds})


def _row(folder: Path, kind: str, mode: str) -> dict[str, Any]:
    found = folder.glob(f"{kind}-{mode}-*.png")
    widths = sorted(int(path.stem.rpartition("-")[2]) for path in found)
    return {"name": mode, "pictures": [(width, f"{kind}-{mode}-{width}.png") for width in widths]}
