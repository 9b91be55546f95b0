"""Whatever an editor types comes back the same from its file, or is refused by name."""

import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from articles.intake.article_kind import ARTICLE
from articles.intake.files import QUESTIONS_LINE
from articles.intake.filing import as_filed
from articles.intake.kinds import CLAIM, PAGE, RED_FLAG, Kind, State
from articles.intake.picture_kind import PICTURE
from articles.intake.term_kind import TERM
from articles.outgoing import CannotWrite, yaml_text
from articles.outgoing.contents import LISTS, Contents
from articles.outgoing.folder import write_files
from articles.outgoing.reading_back import refuse_what_reads_otherwise
from articles.outgoing.refusals import refuse_what_cannot_be_written
from articles.outgoing.texts import file_texts
from tests.drill import times

ODD = [
    "Soreness: what helps?",
    "She said \"rest\", not 'run'.",
    "---",
    "--- \ntext",
    "...",
    QUESTIONS_LINE,
    f"Before\n{QUESTIONS_LINE}  \nafter",
    "### Is it a clot?\n\nNo.",
    "    an indented line\n  another",
    "line\n\n\n   \nline after blanks  \nhard break",
    "ends with lines\n\n\n",
    "\r\nCR LF\r\nlines\rand a lone one",
    "\ttab first\n\tand\tagain",
    "yes",
    "No",
    "null",
    "~",
    "=",
    "<<",
    "2026-11-21",
    "2026-11-21 12:30:45",
    "12:30:45",
    "0o17",
    "1e3",
    "+1_000",
    ".5",
    "#tag",
    "a #comment",
    "a # comment",
    "- item",
    "? question",
    "key: value",
    "colon at the end:",
    "[@cramp-01]",
    "{you|they}",
    "*alias",
    "&anchor",
    "!tag",
    "%directive",
    "@at",
    "`code`",
    "|-",
    ">",
    "back\\slash \\n",
    "Emoji 👩🏽‍⚕️ and 🦵.",
    "כאב ברגל: מה עוזר?",
    "turned \u202eround\u202c here",
    "\ufeffmark first",
    "next\u0085line\u2028and\u2029ends",
    "bell \x07 and escape \x1b",
    "\xa0hard spaces\xa0",
    "half \ud800 a character",
    "a NUL \x00 byte",
    "\ufffe\uffff",
    "One.  Two.   Three.\tFour. " * 9,
    "A sentence of some length that goes on. Another one follows [@a-01]. [@b-02] A third! " * 3,
    "word " * 300,
    "w" * 3000,
    "",
    " ",
]
TEXTS = (
    st.sampled_from(ODD)
    | st.text(max_size=60)
    | st.lists(st.sampled_from(ODD), min_size=2, max_size=3).map("\n".join)
    | st.lists(st.sampled_from(ODD), min_size=2, max_size=3).map(" ".join)
    | st.text(alphabet="ab.?! :#-'\"\\\n\t[]{}@,&*|>%`~=0123\r\u2028\ufeff", max_size=40)
)
# Most records are sound, so that most examples get as far as the file.
SOUND = TEXTS.filter(
    lambda text: text.strip() and not set(text) & {"\x00", "\ud800"} and QUESTIONS_LINE not in text
)
# YAML keeps names to 1,024 characters.
NAMES = TEXTS.filter(lambda text: len(text) < 100)
VALUES = st.recursive(
    TEXTS | st.integers() | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=8,
)

FLAG = {
    **RED_FLAG.shape.values({}),
    **dict.fromkeys(RED_FLAG.shape.required, "Words."),
    "policy": True,
}


def value_for(kind: Kind, name: str) -> st.SearchStrategy[Any]:
    """Values a field of the shape may have, as the row gives them."""
    if name in kind.links:
        return st.just(["a-key", "b-key"])
    if kind is TERM and name in ("article", "other_names"):
        line = SOUND.map(lambda text: " ".join(text.split()))
        return st.just("") if name == "article" else st.lists(line, max_size=3)
    return {
        str: SOUND | SOUND | SOUND | TEXTS,
        int: st.integers(0, 3000),
        bool: st.booleans(),
        datetime.date: st.dates() | st.none(),
        list: st.lists(VALUES, max_size=3),
    }[kind.shape.fields[name]]


def states_of(kind: Kind) -> st.SearchStrategy[State]:
    fields = {name: value_for(kind, name) for name in kind.shape.fields}
    if kind is ARTICLE:
        fields |= {"body": SOUND | TEXTS, "related": st.just([])}
        question = st.sampled_from(["Is it: a clot?", " #No ", "---", "yes\tno", "\xa0"])
        fields["questions"] = st.lists(st.tuples(question, SOUND).map(list), max_size=3)
    return st.fixed_dictionaries({**fields, kind.key: st.just("a-key")})


def names_it(refused: CannotWrite) -> None:
    assert all("a-key" in r.where or "glossary" in r.where for r in refused.refusals)
    assert all(r.problem.endswith(".") and r.remedy.endswith(".") for r in refused.refusals)


def contents_with(kind: Kind, state: State) -> Contents:
    states = {"a-key": as_filed(kind, state)}
    flags = {key: {**FLAG, "key": key} for key in ("a-key", "b-key")}
    others = {other.name: flags if other is RED_FLAG else {} for other in LISTS}
    return Contents(
        registers={**others, kind.name: states} if kind in LISTS else others,
        pages=states if kind is PAGE else {},
        articles=states if kind is ARTICLE else {},
    )


# A picture has files beside its record: see test_pictures.
ALL_TEXT = [kind for kind in (*LISTS, PAGE, ARTICLE) if kind is not PICTURE]


@pytest.mark.parametrize("kind", ALL_TEXT, ids=lambda kind: kind.name)
def test_a_record_comes_back_as_it_was_or_is_refused_by_name(kind: Kind) -> None:
    written = []

    @settings(max_examples=times(100, 200))
    @given(states_of(kind))
    def comes_back_or_is_refused(state: State) -> None:
        contents = contents_with(kind, state)
        try:
            refuse_what_cannot_be_written(contents)
        except CannotWrite as refused:
            names_it(refused)
            return
        with TemporaryDirectory() as folder:
            write_files(Path(folder), file_texts(contents))
            written.append(state)

            refuse_what_reads_otherwise(Path(folder), contents)

    comes_back_or_is_refused()
    assert len(written) > 10, "nearly everything was refused; this proves little"


@given(st.dictionaries(NAMES, VALUES, max_size=3))
@example({"yes": {"no": ["on", {"<<": "="}]}})
def test_other_readers_of_yaml_see_the_same(record: dict[str, Any]) -> None:
    text = yaml_text.fields(record)

    assert "\ud800" in text or (yaml.safe_load(text) or {}) == record


@given(
    st.sampled_from([CLAIM, ARTICLE, PAGE]).flatmap(lambda k: st.tuples(st.just(k), states_of(k)))
)
def test_what_was_in_a_file_stays_as_it_is(kind_and_state: tuple[Kind, State]) -> None:
    kind, state = kind_and_state

    once = as_filed(kind, state)

    assert as_filed(kind, once) == once
