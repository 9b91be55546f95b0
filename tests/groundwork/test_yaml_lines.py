"""YAML keeps its lines, and says where it is broken."""

from pathlib import Path
from typing import Any

import pytest

from groundwork import yaml_lines
from groundwork.yaml_lines import LinedDict, YamlProblem, load

ROOT = Path(__file__).parents[2]


def test_every_mapping_and_key_knows_its_line() -> None:
    data = load("sources:\n  - key: a\n    title: A\n  - key: b\n")

    assert isinstance(data, LinedDict)
    assert [record.line for record in data["sources"]] == [2, 4]
    assert data["sources"][0].line_of("title") == 3
    assert data["sources"][0].line_of("absent") == 2


def test_lines_count_from_where_the_text_begins() -> None:
    data = load("title: A\ntopic: b\n", first_line=2)

    assert data.line_of("topic") == 3


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("key: a\nkey: b\n", 2, "a second time"),
        ("title: a: b\n", 1, "not YAML"),
        ("a: 1\n\tb: 2\n", 2, "not YAML"),
        ("ok: 1\n'open: 2\n", 3, "not YAML"),
        ("yes: 1\n", 1, "not a word"),
        ("a: !!python/object:os.system x\n", 1, "not YAML"),
        ("a: \x00\n", 1, "not YAML"),
    ],
)
def test_broken_yaml_names_its_line(text: str, line: int, said: str) -> None:
    with pytest.raises(YamlProblem) as caught:
        load(text)

    assert said in caught.value.problem
    assert caught.value.line == line


@pytest.mark.parametrize(
    "text", ["[" * 200_000, "{a: " * 50_000, "- " * 50_000], ids=["lists", "mappings", "rows"]
)
def test_a_text_that_goes_ever_deeper_is_refused_and_ends_no_process(text: str) -> None:
    with pytest.raises(YamlProblem):
        load(text)


@pytest.mark.parametrize("name", ["articles/content/synonyms.yaml", "triage/content/legs.yaml"])
def test_read_quickly_or_with_care_it_says_the_same(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    quickly = load(text)

    monkeypatch.setattr(yaml_lines, "DEEPEST_READ_QUICKLY", 0)

    assert _with_lines(quickly) == _with_lines(load(text))


def _with_lines(data: Any) -> Any:
    if isinstance(data, LinedDict):
        return data.line, data.lines, {key: _with_lines(data[key]) for key in data}
    return [_with_lines(each) for each in data] if isinstance(data, list) else data
