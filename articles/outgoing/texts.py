"""Turns states into the text of files, each of the form `articles.intake` reads."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from articles.intake.article_kind import ARTICLE
from articles.intake.files import QUESTIONS_LINE
from articles.intake.kinds import PAGE, RED_FLAG_WORDS, Kind, State
from articles.intake.picture_kind import PICTURE, sizes
from articles.outgoing import yaml_text
from articles.outgoing.contents import LISTS, MAY_BE_LACKING, Contents
from articles.pictures.arriving import kept_at
from groundwork.shapes import Shape

# What stands at the top of each register, for people who read the file.
COMMENTS = {
    "picture": """\
Pictures, by name; the files are in `pictures/`. What each shows, who made it and the caption can
be changed here. The rest tells the picture when it comes again: leave it.""",
    "topic": """\
Topics, in the order of the start page. Introductions are Markdown.""",
    "body part": """\
Parts of the leg, for the leg map and the filters, in the order readers see them.""",
    "audience": """\
Readers an article can be written for.""",
    "source": """\
The sources register: every source an article, claim or red flag may cite, sorted by key.
Only complete records live here. checked_on is the day the record was last looked up again.""",
    "red flag": """\
Red flags: signs to get help for. Care cards, results, error pages and the paper sheet use
these words. `wording` names what the reader notices; `name` is for editors.""",
    **{
        kind.name: f"""\
Red flags in the language “{kind.language}”, by key. `of` names the English words and urgency that
were translated: once these change, readers get English until the translation is looked at again."""
        for kind in RED_FLAG_WORDS
    },
    "claim": """\
Claims: the medical statements Legwise may make, each with a stance, a strength and its sources.
For a myth, `wording` is the false belief and `why` is the correction.""",
    "emergency number": """\
Emergency numbers, only where an official source was read. `for` says what the number reaches.""",
    "term": """\
The glossary: words readers meet on our pages or in a doctor's letter about legs, by slug.
`meaning` says what the word means in a sentence or two. What says more rests on `sources`.
Write a name in capitals only (RICE) where small letters mean another thing.""",
    "synonym": """\
What people type in the search, and the words our pages have for it, by what is typed.""",
}
# What of a state stands outside the front matter: in the file's name and below.
OUTSIDE_FRONT = {ARTICLE.name: {"slug", "body", "questions"}, PAGE.name: {"slug", "body"}}


def file_texts(contents: Contents) -> dict[str, str]:
    """Every file's text, by its path in the folder. Without pictures there is no list of them."""
    registers = {
        kind.file: _register(kind, states.values())
        for kind in LISTS
        if (states := contents.registers[kind.name]) or kind not in MAY_BE_LACKING
    }
    markdown = {
        path_of(kind, key): _markdown(kind, state)
        for kind, states in ((PAGE, contents.pages), (ARTICLE, contents.articles))
        for key, state in states.items()
    }
    return {**registers, **markdown}


def picture_files(contents: Contents) -> dict[str, Path]:
    """Where each picture's files are kept, by their paths in the folder."""
    states = contents.registers[PICTURE.name].values()
    return {name: kept_at(name) for state in states for name in sizes(state)}


def path_of(kind: Kind, key: str) -> str:
    """Where a record of this kind stands in the folder."""
    return kind.file if kind.list_key else f"{kind.file}/{key}.md"


def _register(kind: Kind, states: Iterable[State]) -> str:
    records = (_filled(kind, state, outside=set()) for state in states)
    return yaml_text.register(COMMENTS.get(kind.name, ""), kind.list_key, records)


def _markdown(kind: Kind, state: State) -> str:
    front = yaml_text.fields(_filled(kind, state, outside=OUTSIDE_FRONT[kind.name]))
    body = state["body"].rstrip("\n")
    return f"---\n{front}---\n\n{body}\n{_questions(state.get('questions', []))}"


def _questions(questions: list[list[str]]) -> str:
    if not questions:
        return ""
    parts = "".join(f"\n### {question}\n\n{answer}\n" for question, answer in questions)
    return f"\n{QUESTIONS_LINE}\n{parts}"


def _filled(kind: Kind, state: State, *, outside: set[str]) -> dict[str, Any]:
    """The fields to write, in the shape's order. What would be read as empty anyway is left out."""
    shape = kind.shape
    unknown = set(state) - set(shape.fields) - outside
    if unknown:
        raise LookupError(f"{kind.name}: the file has no place for {', '.join(sorted(unknown))}")
    empty = _empty(shape)
    return {
        name: state[name]
        for name in shape.fields
        if name not in outside and (name in shape.required or state[name] != empty[name])
    }


def _empty(shape: Shape) -> Mapping[str, Any]:
    """What the reader makes of fields that are left out."""
    return shape.values({})
