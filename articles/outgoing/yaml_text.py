"""Writes YAML so that a change reads well as a difference of lines.

One field a line. A long text has one sentence a line, so that a changed sentence is a changed line
and the rest of the paragraph stays where it was. What could be taken for a number, a date or a
yes, and what no eye could see, stands in quotation marks.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

import yaml

WIDTH = 100
_RESOLVER: Any = yaml.resolver.Resolver()
_OPENING = re.compile(r"[^\W_]|[(“‘]")
_STRUCTURE = re.compile(r": |:$| #|[\t\n]")
_FLOW_STRUCTURE = re.compile(r"[,\[\]{}?:]")
# Not all of these are one to our reader, but they are to some other reader of YAML.
_ANOTHER_TYPE = re.compile(r"[-+.\d][\d.:_+eExXoO-]*|y|n|yes|no|on|off|true|false|null", re.I)
# The citations after a sentence belong to it.
_SENTENCE_END = re.compile(
    r"(?<=[^\s.A-Z])[.?!][”’\"')]*(?: \[@[^\]\s]*\])*(?P<gap> )(?=[^\s\[a-z]|\[(?!@))"
)
_HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_NOT_YAML = "\ufffe\uffff"
_JOINERS = "\u200c\u200d"  # they hold emoji and some scripts together
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}


def register(comment: str, name: str, records: Iterable[Mapping[str, Any]]) -> str:
    """A whole file: a comment, and one list under a name, an empty line after each record."""
    head = "".join(f"# {line}\n" for line in comment.splitlines())
    items = "\n".join("- " + fields(record, 2)[2:] for record in records)
    return f"{head}{name}:\n{items}" if items else f"{head}{name}: []\n"


def fields(record: Mapping[str, Any], indent: int = 0) -> str:
    """The fields of one record, each on a line or lines of its own."""
    pad = " " * indent
    return "".join(
        f"{line}\n"
        for name, value in record.items()
        for line in _field(f"{pad}{_inline(name)}:", value, indent)
    )


def _field(head: str, value: Any, indent: int) -> list[str]:
    if isinstance(value, str):
        return _text(head, value, " " * (indent + 2))
    if isinstance(value, list) and value:
        return _list(head, value, indent)
    return [f"{head} {_flow(value)}"]


def _text(head: str, text: str, pad: str) -> list[str]:
    if _is_seen(text) and text == text.strip():
        if "\n" in text:
            return [f"{head} |-", *(pad + line if line else "" for line in text.split("\n"))]
        sentences = _sentences(text)
        if len(sentences) > 1 and len(f"{head} {text}") > WIDTH:
            return [f"{head} >-", *(pad + sentence for sentence in sentences)]
    return [f"{head} {_inline(text)}"]


def _list(head: str, items: list[Any], indent: int) -> list[str]:
    line = f"{head} {_flow(items)}"
    if len(line) <= WIDTH and not any(isinstance(item, dict) for item in items):
        return [line]
    pad = " " * indent
    entries = [
        pad + "- " + fields(item, indent + 2)[indent + 2 : -1]
        if isinstance(item, dict) and item
        else f"{pad}- {_inline(item) if isinstance(item, str) else _flow(item)}"
        for item in items
    ]
    return [head, *entries]


def _flow(value: Any) -> str:
    """Any value on one line."""
    if isinstance(value, str):
        return _inline(value, in_flow=True)
    if isinstance(value, list):
        return f"[{', '.join(map(_flow, value))}]"
    if isinstance(value, dict):
        pairs = (f"{_inline(name, in_flow=True)}: {_flow(part)}" for name, part in value.items())
        return f"{{{', '.join(pairs)}}}"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return str(value)


def _inline(text: str, *, in_flow: bool = False) -> str:
    return text if _is_plain(text, in_flow) else _quoted(text)


def _is_plain(text: str, in_flow: bool) -> bool:
    """Whether any YAML reader takes the bare words for exactly this text."""
    return (
        _OPENING.match(text) is not None
        and text == text.strip()
        and not _STRUCTURE.search(text)
        and not (in_flow and _FLOW_STRUCTURE.search(text))
        and not _ANOTHER_TYPE.fullmatch(text)
        and _RESOLVER.resolve(yaml.ScalarNode, text, (True, False)) == "tag:yaml.org,2002:str"
        and _is_seen(text)
    )


def _quoted(text: str) -> str:
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if not _is_hidden(character):
        return character
    return f"\\u{ord(character):04x}" if ord(character) < 0x10000 else f"\\U{ord(character):08x}"


def _is_seen(text: str) -> bool:
    return text.isprintable() or not any(map(_is_hidden, text))


def _is_hidden(character: str) -> bool:
    """Whether a reviewer could not see it, as marks that turn the direction of the words."""
    if character in "\n\t" or character in _JOINERS:
        return False
    return character in _NOT_YAML or unicodedata.category(character) in _HIDDEN


def _sentences(text: str) -> list[str]:
    cuts = [match.start("gap") for match in _SENTENCE_END.finditer(text)]
    starts = [0, *(cut + 1 for cut in cuts)]
    return [text[start:end] for start, end in zip(starts, [*cuts, len(text)], strict=True)]
