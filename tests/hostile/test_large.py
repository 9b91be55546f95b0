"""Hostile documents of 100 KB cost in proportion to their length; seconds and memory in the drill.

In every run the work is counted, not timed: twice the text may cost a little more than twice the
calls. What a regular expression does inside is not counted; the drill's clock sees that, too.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from articles.markdown import render_markdown
from tests.articles.markdown.registers import render
from tests.drill import IS_DRILL, times
from tests.hostile import large

HOUSE = Path(__file__).resolve().parents[2]
SHORT = times(300, 1_500)
"""Characters of the shorter of two texts; of the drill's, too few calls are single ones."""
MORE_THAN_DOUBLE = 2.7
MOST_SECONDS = 2.0
MOST_MEGABYTES = 200


def calls(work: Callable[[], object]) -> int:
    """How many functions were called, in Python and in C."""
    count = 0

    def watch(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(watch)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("name", large.documents(100))
def test_twice_the_text_is_no_more_than_twice_the_work(name: str) -> None:
    texts = [large.documents(SHORT * factor)[name] for factor in (1, 2, 4)]
    render_markdown(texts[0])

    base, double, fourfold = (calls(lambda text=text: render_markdown(text)) for text in texts)  # type: ignore[misc]

    assert fourfold - double <= MORE_THAN_DOUBLE * max(double - base, base // 4)


MEASURED = """
import json, os, resource, sys, time
os.environ["DJANGO_SETTINGS_MODULE"] = "legwise.settings"
import django
django.setup()
from tests.articles.markdown.registers import render
from tests.hostile.large import documents
texts = documents()
render("Warm up. [@stretch-01]")
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
spent = {}
for name in sys.argv[1:]:
    began = time.process_time()
    render(texts[name])
    spent[name] = time.process_time() - began
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps([spent, (after - before) / 1024]))
"""


@pytest.mark.skipif(not IS_DRILL, reason="clocks and memory are for the drill")
@pytest.mark.parametrize("name", large.documents(100))
def test_a_hundred_kilobytes_take_two_seconds_and_200_megabytes_at_most(
    name: str, tmp_path: Path
) -> None:
    said = subprocess.run(
        [sys.executable, "-c", MEASURED, name],
        cwd=HOUSE,
        env={"PYTHONPATH": f"{HOUSE / 'site'}:{HOUSE}", "VAR_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )

    spent, megabytes = json.loads(said.stdout)
    assert spent[name] < MOST_SECONDS
    assert megabytes < MOST_MEGABYTES


def test_a_large_article_of_the_usual_kind_is_rendered_whole() -> None:
    text = large.filled("Stretch before bed. [@stretch-01]\n\n")

    assert render(text).word_count > 8_000
