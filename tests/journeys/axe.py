"""What axe has against a page."""

from collections.abc import Sequence
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.journeys.watch import Watch

# Faults of Django's own admin, and what is at fault: nothing else may be.
STOCK_FAULTS = {
    "aria-prohibited-attr": ("help-tooltip",),
    "label": ("vDateField", "vTimeField"),
}
# Contrast 7:1 (4.5:1 for large text) instead of the 4.5:1 that axe asks for by itself.
STRICTEST = {
    "rules": {
        "color-contrast-enhanced": {"enabled": True},
        "color-contrast": {"enabled": False},
    }
}
# What a mode of the same page can change of what axe finds.
OF_COLOUR = ("color-contrast-enhanced", "link-in-text-block")
OF_DESK_COLOUR = ("color-contrast", "link-in-text-block")
# What is in order need not be told: that takes half the time.
BRIEFLY = {"resultTypes": ["violations"]}


def faults(page: Page, watch: Watch, only: Sequence[str] = ()) -> list[str]:
    """What every rule of axe, best practice included, finds; each with the element at fault.

    `only`: these rules alone, which is quicker.
    """
    return _found(page, watch, _only(only) if only else STRICTEST)


def our_faults(page: Page, watch: Watch, only: Sequence[str] = ()) -> list[str]:
    """What axe finds, without the two faults that Django's own admin brings along."""
    return [
        fault
        for fault in _found(page, watch, _only(only) if only else {})
        if not any(part in fault for part in STOCK_FAULTS.get(fault.split(":")[0], ()))
    ]


def _only(rules: Sequence[str]) -> dict[str, Any]:
    return {"runOnly": {"type": "rule", "values": [*rules]}}


def _found(page: Page, watch: Watch, options: dict[str, Any]) -> list[str]:
    page.wait_for_load_state()
    with watch.looking_away():
        violations = Axe().run(page, options={**BRIEFLY, **options}).response["violations"]
    return [
        f"{violation['id']}: {node['html']} ({node['failureSummary']})"
        for violation in violations
        for node in violation["nodes"]
    ]
