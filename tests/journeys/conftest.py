"""A real browser against a real server: small content, the legs check, and somebody who watches.

Every page a test opens is watched: a breach of the content policy or a request to another host
fails the test at its end.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from tests.articles.content import ARTICLE, edit, write_content
from tests.articles.loaded import load_content, mark_of
from tests.journeys.watch import Watch
from tests.restoring import restored
from tests.triage.proofs import proof_of, published_legs
from triage import releases
from triage.engine.questionnaire import Questionnaire

# Playwright keeps an event loop in this thread, and Django would refuse the database to it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# The one without a window does half the work for the same pages, but reads no settings.
WITH_SETTINGS = shutil.which("chromium")
CHROMIUM = shutil.which("chromium-headless-shell") or WITH_SETTINGS

# What a browser makes of pages that tests/articles and tests/triage see on every database.
ONLY_LOOKS = {
    "test_access_modes",
    "test_checking",
    "test_checks_beside_the_text",
    "test_desk_reach",
    "test_hostile_pages",
    "test_leg_map",
    "test_measuring",
    "test_no_breach",
    "test_pseudo_language",
    "test_reading",
    "test_second_thoughts",
    "test_summary_sheet",
}

EMERGENCY_FLAG = """- key: cold-leg
  name: Leg without blood
  wording: One leg suddenly cold, pale or blue
  urgency: emergency
  what_to_do: Call the emergency number.
  sources: [guide-2021]
"""
GLOSSARY = """terms:
- slug: calf
  term: Calf
  other_names: [calves]
  meaning: The back of the leg below the knee.
  article: calf-stretch
"""
CRAMP_NOW = (
    ARTICLE.replace("Why do my legs cramp at night?", "How do I stop a leg cramp?")
    .replace("get_help: [leg-clot]", "get_help: [cold-leg, leg-clot]")
    .replace("related: [calf-stretch]", "related: [night-cramps]")
    .replace("problem: cramps_recurrent", "problem: cramp_now")
    .replace("order: 10", "order: 5")
    .replace(
        "## What may help\n\nStretch before bed. [@stretch-01]",
        "## Do this now\n\n1. Stand up.\n2. Pull the toes up. [@guide-2021]\n\n"
        "## How long is normal?\n\n| Cramp | Length |\n| --- | --- |\n| Calf | Minutes |\n\n"
        ":::urgent leg-clot\n:::",
    )
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test in this folder drives a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if item.path.stem in ONLY_LOOKS:
                item.add_marker(pytest.mark.alike)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    if WITH_SETTINGS is None:
        reason = "no chromium on the path; the journeys need one"
        # A build that lost its browser must not look green.
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    arguments = ["--disable-background-networking", "--disable-gpu"]
    if os.geteuid() == 0:
        arguments.append("--no-sandbox")
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": arguments}


@pytest.fixture(scope="session")
def content_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_content(tmp_path_factory.mktemp("journeys") / "content")
    edit(folder / "red_flags.yaml", "red_flags:\n", f"red_flags:\n{EMERGENCY_FLAG}")
    (folder / "glossary.yaml").write_text(GLOSSARY, encoding="utf-8")
    (folder / "articles" / "stop-a-leg-cramp.md").write_text(CRAMP_NOW, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def legs() -> Questionnaire:
    return published_legs()


@pytest.fixture(scope="session")
def harmless(legs: Questionnaire) -> dict[str, str]:
    return {question.id: question.harmless for question in legs.questions}


@pytest.fixture
def site(live_server: LiveServer, content_folder: Path, legs: Questionnaire) -> str:
    """The address of a site with content and a self-check, for this test alone."""

    def fill() -> None:
        load_content(content_folder)
        questionnaire = releases.with_register_wording(legs)
        releases.publish(
            check="legs",
            questionnaire=questionnaire,
            report=proof_of(questionnaire),
            signpost_table={},
            note="for tests",
        )

    restored(("site", mark_of(content_folder), settings.LANGUAGE_CODE), fill)
    return str(live_server.url)


@pytest.fixture
def watch(site: str) -> Iterator[Watch]:
    watcher = Watch(site)
    yield watcher
    assert watcher.complaints == []


@pytest.fixture
def new_reader(
    new_context: Callable[..., BrowserContext], site: str, watch: Watch
) -> Callable[..., Page]:
    """Opens the browser of one more reader; takes Playwright's options for a context."""

    def opened(**options: Any) -> Page:
        context = new_context(base_url=site, **options)
        context.set_default_timeout(10_000)
        watch.over(context)
        return context.new_page()

    return opened


@pytest.fixture
def reader(new_reader: Callable[..., Page]) -> Page:
    """A reader with a phone."""
    return new_reader(viewport={"width": 360, "height": 640})


@pytest.fixture
def scriptless(new_reader: Callable[..., Page]) -> Page:
    """A reader with a phone whose script is off or did not arrive."""
    return new_reader(viewport={"width": 360, "height": 640}, java_script_enabled=False)
