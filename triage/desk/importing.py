"""A file an editor brings: what is wrong with it, or what it would change in the draft."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import signposts
from groundwork.problems import BrokenFile, Problem
from groundwork.yaml_lines import LinedDict
from triage.desk import drafts
from triage.desk.building import Built, build
from triage.desk.sentences import in_words
from triage.files.questionnaire import document_of, read_document, text_of
from triage.models import Draft

MOST_BYTES = 1_000_000
LISTED = ("sections", "pages", "questions", "rules", "promises", "vignettes")
# What each of them, and the texts of the check itself, are called.
KINDS: Mapping[str, Promise | str] = {
    "texts": gettext_lazy("texts"),
    "sections": gettext_lazy("sections"),
    "pages": gettext_lazy("pages"),
    "questions": gettext_lazy("questions"),
    "rules": gettext_lazy("rules"),
    "promises": gettext_lazy("promises"),
    "vignettes": gettext_lazy("vignettes"),
    "definitions": gettext_lazy("definitions"),
    "patterns": gettext_lazy("patterns"),
    "outcomes": gettext_lazy("outcomes"),
    "notes": gettext_lazy("notes"),
    "selfcare": gettext_lazy("selfcare"),
    "signposts": gettext_lazy("signposts"),
}
KEYED = ("definitions", "patterns", "outcomes", "notes", "selfcare", "signposts")


class FileForm(forms.Form):
    """A file; or its text once more, when what it changes is confirmed."""

    file = forms.FileField(
        required=False,
        label=gettext_lazy("A questionnaire file"),
        help_text=gettext_lazy(
            "YAML or JSON of up to 1 MB, such as one you took away from this page."
        ),
    )
    text = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    name = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        file = cleaned.get("file")
        if file is None and not cleaned.get("text") and "file" not in self.errors:
            self.add_error("file", _("Choose a file."))
        elif file is not None and file.size > MOST_BYTES:
            self.add_error("file", _("The file is larger than 1 MB. Take out what is not needed."))
        elif file is not None:
            cleaned["name"] = file.name
            try:
                cleaned["text"] = text_of(file.read(), file.name)
            except BrokenFile as error:
                said = [str(in_our_words(problem)) for problem in error.problems]
                self.add_error("file", "\n".join(said))
        return cleaned


@dataclass(frozen=True)
class Change:
    """What becomes of one kind of part; lists of names."""

    kind: str
    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]


@dataclass(frozen=True)
class Weighed:
    """A file against a draft. Sound: it can replace it."""

    text: str
    name: str
    document: Mapping[str, Any] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    changes: tuple[Change, ...] = ()

    @property
    def is_sound(self) -> bool:
        return not self.problems


def weigh(draft: Draft, text: str, name: str) -> Weighed:
    """What the file would change, or everything that is wrong with it."""
    try:
        document = document_of(text, name)
        _refuse_other_check(document, draft, name)
        read_document(document, name)
    except BrokenFile as error:
        return Weighed(text, name, problems=tuple(map(in_our_words, error.problems)))
    beside = _beside(build(document, name, lambda _: ""), document, name)
    if beside:
        return Weighed(text, name, problems=tuple(map(in_our_words, beside)))
    changes = tuple(_changes(drafts.document(draft), document))
    return Weighed(text, name, document, changes=changes)


def in_our_words(problem: Problem) -> Problem:
    """The same in the language that is spoken."""
    return replace(problem, problem=in_words(problem.problem), remedy=in_words(problem.remedy))


def _refuse_other_check(document: LinedDict, draft: Draft, name: str) -> None:
    said = document.get("name")
    if said != draft.check_slug:
        problem = _("The file is of “%(check)s”, the draft of “%(own)s”.")
        problem = problem % {"check": said, "own": draft.check_slug}
        remedy = _("Choose another file, or change its first line.")
        raise BrokenFile([Problem(name, document.line_of("name"), problem, remedy)])


def _beside(built: Built, document: LinedDict, name: str) -> tuple[Problem, ...]:
    """What is wrong with promises and vignettes, which the questionnaire itself does not need."""
    return tuple(
        Problem(name, document.line_of(f"{found.place.split(' ')[0]}s"), found.reason, found.repair)
        for found in built.findings
    )


def _changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    texts = [
        {n: each.get(n) or "" for n in ("title", "scope", "not_for")} for each in (before, after)
    ]
    yield from _change("texts", *texts)
    for kind in LISTED:
        if kind in after or kind in before:
            yield from _change(kind, _by_id(before.get(kind)), _by_id(_kept(kind, before, after)))
    for kind in KEYED:
        if kind != "patterns":
            yield from _change(kind, before.get(kind) or {}, _kept(kind, before, after) or {})
    yield from _change("patterns", *_without_register(before, after))


def _without_register(*documents: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The patterns without what red flags take from the register when they are published."""
    listed = [each.get("patterns") or {} for each in documents]
    flags = signposts.red_flags({key for patterns in listed for key in patterns})
    return [
        {
            key: {n: v for n, v in row.items() if key not in flags or n not in ("tell", "sources")}
            for key, row in patterns.items()
        }
        for patterns in listed
    ]


def _kept(kind: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Any:
    """What the draft keeps of a kind the file has no word on."""
    if kind in ("signposts", "promises", "vignettes") and kind not in after:
        return before.get(kind)
    return after.get(kind)


def _by_id(listed: Any) -> dict[str, Any]:
    return {str(row.get("id")): row for row in listed or []}


def _change(kind: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    change = Change(
        str(KINDS[kind]),
        added=tuple(name for name in after if name not in before),
        removed=tuple(name for name in before if name not in after),
        changed=tuple(
            name for name in after if name in before and _plain(after[name]) != _plain(before[name])
        ),
    )
    if change.added or change.removed or change.changed:
        yield change


def _plain(value: Any) -> Any:
    """As the draft would have it: without what says nothing, one line for folded texts."""
    if isinstance(value, Mapping):
        plain = {name: _plain(part) for name, part in value.items()}
        return {name: part for name, part in plain.items() if part not in ("", [], {}, None, False)}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return value.strip() if isinstance(value, str) else value
