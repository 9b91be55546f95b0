"""A broken questionnaire file gives no questionnaire, and says where and what to do."""

from pathlib import Path

import pytest

from groundwork.problems import BrokenFile
from tests.triage.engine.factory import both, includes, named
from triage.engine.urgency import Urgency
from triage.files.questionnaire import load, read

SOUND = """\
name: small
title: A small check
scope: For tests.
sections:
- {id: s1, title: One}
questions:
- id: problem
  section: s1
  kind: single
  text: What hurts?
  harmless: soreness
  options:
  - {id: soreness, label: Sore muscles}
  - {id: other, label: Something else}
- id: signs
  section: s1
  kind: multi
  text: Any of these?
  ask_when: problem is soreness
  red_flag: true
  not_sure_floor: soon
  harmless: none
  options:
  - {id: swollen, label: Swollen, flag: urgent}
  - {id: none, label: None of these, exclusive: true}
  - {id: not_sure, label: Not sure, not_sure: true}
definitions:
  alarming: signs is any of (swollen, not_sure)
patterns:
  plain:
    name: Plain
    topics: [self-care]
rules:
- id: u-swollen
  urgency: urgent
  pattern: plain
  when: problem is soreness and alarming
  reason: It is swollen.
outcomes:
"""
OUTCOME = """\
  {key}:
    title: What to do
    lead: This is why.
    when: Then
    safety_net: [Come back.]
    topics: [self-care]
"""
SOUND += "".join(OUTCOME.format(key=level.key) for level in Urgency)
SOUND += """\
notes:
  limits:
    text: It can miss things.
    levels: [urgent, soon]
    show_when: alarming
selfcare:
  soreness:
    title: Soreness
    expect: It passes.
    do: [Rest.]
    come_back: [It stays.]
    topics: [self-care]
"""


def line_of(text: str, piece: str) -> int:
    return text[: text.index(piece)].count("\n") + 1


def broken(old: str, new: str) -> str:
    """The sound file with one piece replaced, at its first place."""
    assert old in SOUND
    return SOUND.replace(old, new, 1)


def problem_of(text: str) -> tuple[int, str]:
    with pytest.raises(BrokenFile) as refusal:
        read(text, "small.yaml")
    problem = refusal.value.problems[0]
    assert str(problem).startswith(f"small.yaml:{problem.line}: ")
    assert problem.remedy
    return problem.line, str(problem)


def test_a_sound_file_gives_what_it_says() -> None:
    small = read(SOUND, "small.yaml")
    signs = small.question("signs")

    assert small.question_ids == ("problem", "signs")
    assert signs.ask_when == includes("problem", "soreness")
    assert (signs.is_red_flag, signs.not_sure_floor) == (True, Urgency.SOON)
    assert signs.option("swollen").flag is Urgency.URGENT
    assert signs.option("none").is_exclusive
    assert signs.option("not_sure").is_not_sure
    assert small.rules[0].when == both(includes("problem", "soreness"), named("alarming"))
    assert small.notes[0].levels == (Urgency.URGENT, Urgency.SOON)
    assert small.notes[0].show_when == named("alarming")
    assert small.selfcare[0].come_back == ("It stays.",)
    assert small.selfcare[0].sources == ()
    assert not small.pattern("plain").is_policy


def test_sources_and_our_own_policy_are_kept() -> None:
    text = SOUND.replace(
        "    topics: [self-care]\nrules",
        "    topics: [self-care]\n    sources: [nhs-dvt]\n    policy: true\nrules",
    )

    plain = read(text, "small.yaml").pattern("plain")

    assert (plain.sources, plain.is_policy) == (("nhs-dvt",), True)


def test_self_care_may_name_its_sources() -> None:
    text = SOUND + "    sources: [nhs-leg-cramps]\n"

    assert read(text, "small.yaml").selfcare[0].sources == ("nhs-leg-cramps",)


TWIN = (
    "- {id: problem, section: s1, kind: single, text: Again, harmless: a, "
    "options: [{id: a, label: A}, {id: b, label: B}]}"
)

# What is broken, what it was, what it becomes, where the error stands, what it says.
BREAKS = [
    ("a field nobody knows", "harmless: none", "harmles: none", "harmles:", "mean “harmless”?"),
    ("a field left out", "  text: What hurts?\n", "", "- id: problem", "“text” is missing"),
    ("a number for a text", "title: One", "title: 1", "- {id: s1", "“title” must be text"),
    ("a text for a list", "topics: [self-care]", "topics: care", "topics: care", "must be a list"),
    ("a text for yes or no", "red_flag: true", "red_flag: maybe", "red_flag:", "true or false"),
    ("options that are no list", "[Rest.]", "{a: b}", "do: {a", "“do” must be a list"),
    ("a colon in a list", "[Rest.]", "[Calf: rest]", "do: [Calf", "Put quotation marks round it."),
    ("a number in a list", "[Rest.]", "[7]", "do: [7", "“do” holds no text: 7."),
    ("an option without fields", "  - {id: other, label: Something else}", "  - other",
     "  options:", "“'other'” has no fields."),
    ("a rule without fields", "- id: u-swollen", "- odd\n- id: u-swollen", "rules:",
     "Write “id: …”"),
    ("an outcome without fields", "limits:\n", "more: text\n  limits:\n", "notes:",
     "“'text'” has no fields."),
    ("an unknown flag", "flag: urgent", "flag: urgnt", "- {id: swollen", "“urgnt” is not an urg"),
    ("an unknown floor", "floor: soon", "floor: later", "not_sure_floor", "“later” is not an urg"),
    ("an unknown urgency", "urgency: urgent", "urgency: now", "urgency: now", "Use one of: self-"),
    ("an unknown outcome", "  routine:", "  rutine:", "  rutine:", "“rutine” is not"),
    ("an unknown level", "[urgent, soon]", "[urgent, late]", "  limits:", "“late” is not"),
    ("an unknown kind", "kind: single", "kind: one", "- id: problem", "single, multi or number"),
    ("no exclusive option", ", exclusive: true", "", "- id: signs", "exactly one “none of these”"),
    ("an unknown harmless option", "harmless: none", "harmless: non", "- id: signs",
     "“non” is unk"),
    ("no floor for not sure", "  not_sure_floor: soon\n", "", "- id: signs",
     "least urgency of “not"),
    ("an open brace", "What hurts?", "'{What hurts?'", "- id: problem", "is not closed"),
    ("an unknown answer", "when: problem is soreness", "when: problem is sore", "when: problem is",
     "Did you mean “soreness”?"),
    ("an unknown word in ask_when", "ask_when: problem", "ask_when: problm", "ask_when:",
     "Did you mean “problem”?"),
    ("an unknown word in a definition", "signs is any", "sins is any", "alarming:",
     "Did you mean “signs”?"),
    ("an unknown word in a note", "show_when: alarming", "show_when: alarmng", "show_when:",
     "Did you mean “alarming”?"),
    ("a condition with not", "soreness and alarming", "soreness and not alarming",
     "  when: problem is soreness and",
     "There is no “not”"),
    ("a condition that is a list", "alarming: signs is any of (swollen, not_sure)",
     "alarming: [signs]", "alarming: [", "“[” cannot stand here"),
    ("an unknown pattern", "pattern: plain", "pattern: plane", "- id: u-swollen",
     "no pattern “plane”"),
    ("an unknown section", "section: s1", "section: s2", "- id: problem", "no section “s2”"),
    ("an id used twice", "- id: signs", f"{TWIN}\n- id: signs", "- {id: problem",
     "Two questions share the id problem."),
    ("a definition of itself", "alarming: signs is any of (swollen, not_sure)",
     "alarming: alarming", "alarming: alarming", "lean on themselves"),
    ("an empty condition", "ask_when: problem is soreness", "ask_when: ''", "ask_when:",
     "The condition is empty."),
    ("an empty flag", "flag: urgent", "flag: ''", "- {id: swollen", "“” is not an urgency."),
    ("a name with a hyphen", "  alarming: signs",
     "  too-much: 'problem is other'\n  alarming: signs",
     "  too-much:", "Use up to 40 small letters"),
    ("a policy in words", "topics: [self-care]\nrules", "topics: [a]\n    policy: ours\nrules",
     "policy: ours", "true or false"),
    ("a key given twice", "scope: For tests.", "scope: A\nscope: B", "scope: B", "a second time"),
    ("a tab", "scope: For", "\tscope: For", "\tscope", "Check indentation"),
    ("an open quotation mark", "scope: For tests.", "scope: 'For", "", "This is not YAML"),
    ("a NUL", "For tests.", "For\x00tests.", "scope:", "cannot be shown"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "where", "said"), [row[1:] for row in BREAKS], ids=[row[0] for row in BREAKS]
)
def test_a_break_is_named_with_file_line_and_remedy(
    old: str, new: str, where: str, said: str
) -> None:
    text = broken(old, new)

    line, message = problem_of(text)

    assert said in message
    if where:
        assert line == line_of(text, where)


@pytest.mark.parametrize("text", ["", "just words", "- a\n- b\n", "5"])
def test_a_file_without_fields_is_refused(text: str) -> None:
    assert problem_of(text) == (
        1,
        "small.yaml:1: The file has no fields. Begin with “name: …”.",
    )


def test_everything_missing_is_named_at_once() -> None:
    with pytest.raises(BrokenFile) as refusal:
        read("name: small\n", "small.yaml")

    missing = {problem.problem.split("”")[0] for problem in refusal.value.problems}
    assert missing == {
        f"“{name}"
        for name in ("title", "scope", "sections", "questions", "patterns", "rules", "outcomes")
    }


def test_what_is_wrong_in_one_part_does_not_hide_what_is_wrong_in_the_next() -> None:
    text = SOUND
    for old, new in (
        ("title: One", "title: 1"),
        ("harmless: none", "harmless: non"),
        ("signs is any of (swollen, not_sure)", "signs is any of (swolen, not_sure)"),
        ("  reason: It is swollen.\n", ""),
        ("problem is soreness and alarming", "problm is soreness"),
        ("pattern: plain", "pattern: plane"),
        ("[urgent, soon]", "[urgent, late]"),
        ("  routine:", "  rutine:"),
    ):
        assert old in text
        text = text.replace(old, new, 1)

    with pytest.raises(BrokenFile) as refusal:
        read(text, "small.yaml")

    problems = refusal.value.problems
    assert [getattr(problem, "part", "") for problem in problems] == [
        "section s1",
        "question signs",
        "definition alarming",
        "rule u-swollen",
        "rule u-swollen",
        "outcome rutine",
        "note limits",
        "rule u-swollen",
        "",
    ]
    assert all(problem.line > 1 for problem in problems)


def test_circles_and_questions_that_look_ahead_are_all_named() -> None:
    text = broken("definitions:\n", "definitions:\n  a: b\n  b: a\n  c: c\n").replace(
        "  text: What hurts?\n", "  text: What hurts?\n  ask_when: signs is swollen\n"
    )

    with pytest.raises(BrokenFile) as refusal:
        read(text, "small.yaml")

    assert [problem.line for problem in refusal.value.problems] == [
        line_of(text, "a: b"),
        line_of(text, "c: c"),
        line_of(text, "- id: problem"),
    ]


def test_options_that_are_no_list_are_refused_where_they_stand() -> None:
    text = SOUND.replace(
        "  options:\n  - {id: soreness, label: Sore muscles}\n"
        "  - {id: other, label: Something else}\n",
        "  options: 5\n",
    )

    line, message = problem_of(text)

    assert line == line_of(text, "options: 5")
    assert "“options” must be a list" in message


def test_a_file_that_is_not_utf_8_is_refused_at_its_line(tmp_path: Path) -> None:
    path = tmp_path / "small.yaml"
    path.write_bytes(b"name: small\ntitle: caf\xe9\n")

    with pytest.raises(BrokenFile, match=r"small\.yaml:2: A character is not UTF-8\. Save"):
        load(path)


def test_a_file_on_disk_is_read(tmp_path: Path) -> None:
    path = tmp_path / "small.yaml"
    path.write_text(SOUND, encoding="utf-8")

    assert load(path) == read(SOUND, "small.yaml")
