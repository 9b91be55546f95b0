"""What the self-check is made of: steps, questions, errors, answers, results."""

from typing import Any

from articles.leg_drawing import SHAPES, touched_shapes_of
from legwise.gallery.components import Component, Specimen
from legwise.gallery.samples.words import LONG_TITLE, LONG_WORD, signs

_STEP = '<div class="step">{}</div>'
_OPTIONS = '<div class="options">{}</div>'
_LABELS = ("One calf", "Both calves", "The back of a thigh", "Somewhere else")


def _option(number: int, label: str, **more: Any) -> dict[str, Any]:
    plain = {"checked": False, "exclusive": False, "group": ""}
    return {"id": f"answer-{number}", "value": f"v{number}", "label": label, **plain, **more}


def _options(chosen: int = -1, *extra: dict[str, Any]) -> list[dict[str, Any]]:
    rows = [_option(n, label, checked=n == chosen) for n, label in enumerate(_LABELS)]
    return [*rows, *extra]


def _group(options: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    return {"id": "where", "text": "Where does it hurt?", "hint": "", "options": options, **more}


def _question(label: str, *, error: str = "", **more: Any) -> Specimen:
    question = {
        "text": "Where does it hurt?",
        "hint": "",
        "why": [],
        "kind": "single",
        "is_joint": False,
        "none_checked": False,
        "number": None,
        "groups": [_group(_options())],
        **more,
    }
    return Specimen(label, {"question": question, "error": error})


_NONE = _option(8, "None of these", exclusive=True)
_NUMBER = {"label": "Number in days", "limits": "A whole number from 0 to 60 days.", "value": ""}
_NOT_SURE = [_option(9, "Not sure")]
_SUBGROUPS = [
    _option(0, "A red patch", group="The skin"),
    _option(1, "A sore", group="The skin"),
    _option(2, "A hard muscle", group="The muscle"),
    _NONE,
]
_PLACES = [
    _option(
        number,
        part.replace("-", " ").capitalize(),
        value=part.replace("-", "_"),
        part=part,
        shapes=touched_shapes_of(part),
        checked=part == "calf",
    )
    for number, part in enumerate(SHAPES)
]
_JOINT: dict[str, Any] = {
    "text": "How does the leg look and feel?",
    "hint": "Look through both lists and choose everything that fits.",
    "kind": "multi",
    "is_joint": True,
    "groups": [
        _group(_options(1), id="a", text="Where does it hurt?", hint="Choose all that fit."),
        _group(_options(), id="b", text="Where did it begin?"),
    ],
}
_QUESTIONS = (
    _question("one answer, nothing chosen"),
    _question("one answer, chosen", groups=[_group(_options(1))]),
    _question("hint and why we ask", hint="Choose the worst place.", why=["So that we know."]),
    _question("several answers", kind="multi", groups=[_group(_options(1, _NONE))]),
    _question("sub-headings", kind="multi", groups=[_group(_SUBGROUPS)]),
    _question("error", error="Choose where it hurts", hint="Choose the worst place."),
    _question("several questions on a page", **_JOINT),
    _question(
        "several questions, error", error="Choose what is true, or “None of these”", **_JOINT
    ),
    _question("on the leg", groups=[_group(_PLACES, is_on_map=True)]),
    _question("number", kind="multi", number=_NUMBER, groups=[_group(_NOT_SURE)]),
    _question(
        "number, error",
        error="Write a number of at most 60",
        kind="multi",
        number={**_NUMBER, "value": "6000"},
        groups=[_group(_NOT_SURE)],
    ),
    _question(
        "very long words",
        text=LONG_TITLE,
        hint=f"{LONG_WORD} {LONG_TITLE}",
        groups=[_group([_option(0, LONG_TITLE), _option(1, LONG_WORD, checked=True)])],
    ),
)


def _box(label: str, kind: str, words: str = "One calf", **more: Any) -> Specimen:
    inputs = {"option": _option(1, words, **more), "kind": kind, "id": "answer"}
    return Specimen(label, inputs, _OPTIONS)


_BOXES = (
    _box("one of several", "single"),
    _box("one of several, chosen", "single", checked=True),
    _box("any of several", "multi"),
    _box("any of several, chosen", "multi", checked=True),
    _box("very long words", "multi", f"{LONG_TITLE} {LONG_WORD}"),
)
_ERRORS = [
    {"text": "Choose where it hurts", "href": "#answer"},
    {"text": "Write a number in digits, such as 3", "href": "#answer"},
]
_ROWS = [
    {"question": "Where does it hurt?", "answers": ["One calf"], "change_url": "#"},
    {"question": LONG_TITLE, "answers": ["Not sure", LONG_WORD], "change_url": "#"},
]
_REASONS = [
    {"text": sign.wording, "urgency": "urgent", "because": because}
    for sign, because in zip(
        signs("leg-clot", "skin-infection", "fracture"),
        (["Where does it hurt? One calf"], ["Is it warm? Yes", "Is it red? Not sure"], []),
        strict=True,
    )
]
_SIGNPOSTS = [
    {"title": "How do I stop a leg cramp?", "section": "Do this now", "url": "/now/"},
    {"title": "When to get help for leg pain", "section": "", "url": "/articles/"},
    {"title": LONG_TITLE, "section": LONG_TITLE, "url": "/articles/"},
]


def _summary(urgency: str, **more: Any) -> dict[str, Any]:
    said = [{"question": "Where does it hurt?", "answers": ["One calf", "Both calves"]}]
    return {
        "urgency": urgency,
        "title": "Get medical help today",
        "when": "Within hours, the same day",
        "told": [sign.what_to_do for sign in signs("leg-clot", "fracture")],
        "reasons": [sign.wording for sign in signs("leg-clot", "fracture")],
        "said": said * 4,
        "denied": said * 2,
        "origin": "“Check my legs” on Legwise, release 3. Made on 2 March 2026 at 03:12 UTC.",
        "about": "An automatic check made this from the answers of the person who filled it in.",
        **more,
    }


_SHEETS = (
    Specimen("whole", {"summary": _summary("urgent")}),
    Specimen("least", {"summary": _summary("self-care", told=[], reasons=[], denied=[])}),
)
_TALLY = {
    "id": "by-level",
    "caption": "By the least urgency that would do",
    "first": "Level",
    "rows": [
        {"name": name, "cases": 40, "exact": 38, "under": 0, "over": 2}
        for name in ("Emergency", "Urgent", "Soon", "Routine", "Self-care")
    ],
}


def _progress(label: str, number: int, count: int) -> Specimen:
    return Specimen(label, {"section": "The main problem", "number": number, "count": count})


CHECKS = (
    Component(
        "progress",
        "Progress",
        (_progress("first", 1, 6), _progress("half way", 3, 6), _progress("last", 12, 12)),
    ),
    Component("back_link", "Back link", (Specimen("as it is", {"url": "#"}),)),
    Component(
        "error_summary",
        "Error summary",
        (
            Specimen("one error", {"errors": _ERRORS[:1]}),
            Specimen("several errors", {"errors": _ERRORS}),
        ),
    ),
    Component("question_field", "Question", _QUESTIONS),
    Component("option", "Option", _BOXES),
    Component("leg_choice", "Leg to point at", (Specimen("as it is", {"options": _PLACES}),)),
    Component(
        "number_field",
        "Number",
        (
            Specimen("empty", {"number": _NUMBER, "error": ""}, _STEP),
            Specimen("filled in", {"number": {**_NUMBER, "value": "12"}, "error": ""}, _STEP),
            Specimen(
                "error",
                {"number": {**_NUMBER, "value": "twelve"}, "error": "Write a number in digits"},
                _STEP,
            ),
        ),
    ),
    Component("answer_list", "Answers", (Specimen("short and long", {"rows": _ROWS}),)),
    Component("reasons", "Reasons", (Specimen("with and without", {"reasons": _REASONS}),)),
    Component("signposts", "Signposts", (Specimen("three", {"signposts": _SIGNPOSTS}),)),
    Component("summary_sheet", "Summary sheet", _SHEETS),
    Component("tally", "Tally", (Specimen("five levels", _TALLY),)),
    Component("draft_mark", "Draft mark", (Specimen("as it is", {"url": "#"}),)),
)
