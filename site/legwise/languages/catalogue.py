"""Catalogues of translations: read and written as .po, compiled to the .mo that Django loads.

Written here because a fresh machine has no gettext, and this much of its formats is a screen.
"""

import ast
import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from legwise.languages.gathering import Text, by_place

HEADER = """\
Project-Id-Version: Legwise
Language: {language}
MIME-Version: 1.0
Content-Type: text/plain; charset=UTF-8
Content-Transfer-Encoding: 8bit
Plural-Forms: nplurals=2; plural=(n != 1);
"""
BETWEEN_CONTEXT_AND_TEXT = "\x04"
MO_MAGIC = 0x950412DE


class BadCatalogue(ValueError):
    """A .po file that cannot be read; the message names the line."""


@dataclass(frozen=True)
class Said:
    """A translation: of one, and of many where the text counts. `is_fuzzy`: not to be trusted."""

    one: str
    many: str = ""
    is_fuzzy: bool = False


Key = tuple[str, str]
Translations = Mapping[Key, Said]


def folder_of(language: str) -> Path:
    return Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES"


def read(path: Path) -> dict[Key, Said]:
    """What a .po file says, by context and text; its header is under two empty texts."""
    found: dict[Key, Said] = {}
    if not path.exists():
        return found
    for number, block in _blocks(path.read_text(encoding="utf-8")):
        fields, is_fuzzy = _fields(block, number)
        if "msgid" in fields:
            key = (fields.get("msgctxt", ""), fields["msgid"])
            if key in found:
                raise BadCatalogue(f"Line {number}: {key[1]!r} stands here twice.")
            one = fields.get("msgstr", fields.get("msgstr[0]", ""))
            found[key] = Said(one, fields.get("msgstr[1]", ""), is_fuzzy)
    return found


def _blocks(text: str) -> Iterable[tuple[int, list[str]]]:
    """Entries, each with the number of its first line; empty lines stand between them."""
    block: list[str] = []
    for number, line in enumerate([*text.splitlines(), ""], start=1):
        if line.strip():
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []


def _fields(block: list[str], number: int) -> tuple[dict[str, str], bool]:
    fields: dict[str, str] = {}
    name, is_fuzzy = "", False
    for place, line in enumerate(block):
        if line.startswith("#"):
            is_fuzzy = is_fuzzy or (line.startswith("#,") and "fuzzy" in line)
            continue
        if not line.startswith('"'):
            name, _, line = line.partition(" ")
            fields[name] = ""
        try:
            fields[name] += str(ast.literal_eval(line.strip()))
        except (SyntaxError, ValueError, KeyError) as error:
            raise BadCatalogue(f"Line {number + place} cannot be read: {line}") from error
    return fields, is_fuzzy


def as_po(language: str, texts: Iterable[Text], known: Translations) -> str:
    """The file for these texts, with what is known of them; the rest is left empty."""
    parts = [f'msgid ""\nmsgstr ""\n{_lines(HEADER.format(language=language))}']
    parts += [_entry(text, known.get(text.key, Said(""))) for text in by_place(texts)]
    return "\n".join(parts)


def _entry(text: Text, said: Said) -> str:
    lines = [f"#: {' '.join(text.places)}"]
    if said.is_fuzzy:
        lines.append("#, fuzzy")
    if text.context:
        lines.append(f"msgctxt {_quoted(text.context)}")
    lines.append(f"msgid {_quoted(text.one)}")
    if text.many:
        lines += [
            f"msgid_plural {_quoted(text.many)}",
            f"msgstr[0] {_quoted(said.one)}",
            f"msgstr[1] {_quoted(said.many)}",
        ]
    else:
        lines.append(f"msgstr {_quoted(said.one)}")
    return "\n".join(lines) + "\n"


def _lines(text: str) -> str:
    return "".join(f"{_quoted(line)}\n" for line in text.splitlines(keepends=True))


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def as_mo(language: str, texts: Iterable[Text], known: Translations) -> bytes:
    """The compiled catalogue: sorted texts, then translations, by offset and length."""
    rows = {b"": HEADER.format(language=language).encode()}
    for text in texts:
        said = known.get(text.key)
        if said is None or not said.one or said.is_fuzzy:
            continue
        before = f"{text.context}{BETWEEN_CONTEXT_AND_TEXT}" if text.context else ""
        one = f"{before}{text.one}"
        if text.many:
            rows[f"{one}\x00{text.many}".encode()] = f"{said.one}\x00{said.many}".encode()
        else:
            rows[one.encode()] = said.one.encode()
    return _packed(sorted(rows.items()))


def _packed(rows: list[tuple[bytes, bytes]]) -> bytes:
    """The format GNU gettext documents: a header of seven numbers, two tables, then the texts."""
    header, entry = 7 * 4, 2 * 4
    tables = header + 2 * entry * len(rows)
    names, words, body = b"", b"", b""
    for place, side in ((0, "names"), (1, "words")):
        for row in rows:
            packed = struct.pack("<II", len(row[place]), tables + len(body))
            body += row[place] + b"\x00"
            if side == "names":
                names += packed
            else:
                words += packed
    start = struct.pack(
        "<7I", MO_MAGIC, 0, len(rows), header, header + entry * len(rows), 0, header
    )
    return start + names + words + body
