"""What axe has against a page."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.journeys.watch import Watch


def faults(page: Page, watch: Watch) -> list[str]:
    """What every rule of axe, best practice included, finds; each with the element at fault."""
    with watch.looking_away():
        violations = Axe().run(page).response["violations"]
    return [
        f"{violation['id']}: {node['html']} ({node['failureSummary']})"
        for violation in violations
        for node in violation["nodes"]
    ]
