"""What axe has against a page."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.journeys.watch import Watch

# Faults of Django's own admin, and what is at fault: nothing else may be.
STOCK_FAULTS = {
    "aria-prohibited-attr": ("help-tooltip",),
    "label": ("vDateField", "vTimeField"),
}


def faults(page: Page, watch: Watch) -> list[str]:
    """What every rule of axe, best practice included, finds; each with the element at fault."""
    with watch.looking_away():
        violations = Axe().run(page).response["violations"]
    return [
        f"{violation['id']}: {node['html']} ({node['failureSummary']})"
        for violation in violations
        for node in violation["nodes"]
    ]


def our_faults(page: Page, watch: Watch) -> list[str]:
    """What axe finds, without the two faults that Django's own admin brings along."""
    return [
        fault
        for fault in faults(page, watch)
        if not any(part in fault for part in STOCK_FAULTS.get(fault.split(":")[0], ()))
    ]
