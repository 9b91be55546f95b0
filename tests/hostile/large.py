"""Documents of 100 KB made to take long: each repeats what a parser may have to look back on."""

from collections.abc import Mapping

SIZE = 100_000


def filled(piece: str, size: int = SIZE) -> str:
    return (piece * (size // len(piece) + 1))[:size]


def _numbered(pattern: str, size: int) -> str:
    """The pattern with another number each time."""
    parts, length, number = [], 0, 0
    while length < size:
        parts.append(pattern.format(n=number))
        length += len(parts[-1])
        number += 1
    return "".join(parts)[:size]


REPEATED = {
    "opening brackets": "[",
    "closing brackets": "]",
    "bracket pairs": "[]",
    "images begun": "![",
    "links begun": "[x](",
    "nested links": "[x](/now/ [",
    "addresses in angles begun": "[x](<",
    "titles begun": '[x](/now/ "',
    "stars": "*",
    "stars and words": "*a ",
    "stars and underscores": "*_a",
    "emphasis ended in disorder": "*a **b _c* d** e_ ",
    "many lengths of stars": "*a **b ***c ****d ",
    "tildes": "~~a ",
    "backticks": "`",
    "backticks of many lengths": "`a ``b ```c ````d ",
    "quotation marks": '"',
    "quoted quotations": ">",
    "quotations and lists": "> - ",
    "lists in lists": "- ",
    "numbered lists": "1. ",
    "ampersands": "&",
    "entities begun": "&#x",
    "entities": "&amp;",
    "long entities": "&CounterClockwiseContourIntegral;",
    "backslashes": "\\",
    "angles": "<",
    "autolinks begun": "<https://a",
    "tags begun": "<a ",
    "comments begun": "<!--",
    "declarations begun": "<!A ",
    "instructions begun": "<?",
    "cells": "|",
    "rows": "|a|b|\n|-|-|\n",
    "broad table": "|-",
    "long rules": "-",
    "rules underneath": "a\n=\n",
    "headings": "# a\n\n",
    "same headings": "## a\n\n",
    "fences": "```\n",
    "tildes in fences": "~~~\n\n",
    "containers": ":::urgent leg-clot\n",
    "containers and ends": ":::urgent leg-clot\n:::\n",
    "colons": ":",
    "many colons": "::::::::::: urgent\n",
    "questions placed": ":::questions\n:::\n",
    "drawings": ":::drawing calf-stretch\nwords\n:::\n",
    "citations": "[@stretch-01] ",
    "unknown citations": "[@nonsense] ",
    "citations begun": "[@",
    "citations in citations": "[[@stretch-01] ",
    "citations of several": "[@stretch-01; @trial-2020] ",
    "notes asked for": "[^1]",
    "notes begun": "[^",
    "the same note": "[^1]: a\n\n",
    "terms and definitions": "a\n: b\n\n",
    "definitions alone": ": b\n",
    "a paragraph of lines": "a\n",
    "spaces": " ",
    "spaces and an end": " a",
    "tabs": "\t",
    "hard breaks": "a  \n",
    "NULs": "\x00",
    "marks that join": "e\u0301",
    "other directions": "\u202e",
    "pictures": "![a](/media/pictures/bcdfghjkmnpq.webp)\n\n",
    "our own links": "[a](/articles/none/) ",
    "addresses in words": "https://a.example/ ",
}
NUMBERED = {
    "references told": "[{n}]: /now/ 'a'\n",
    "references told and used": "[a{n}]: /now/\n\n[a{n}]\n\n",
    "notes told and asked for": "a[^{n}]\n\n[^{n}]: b\n\n",
    "notes in notes": "[^{n}]: [^{n}1] ",
    "headings of all names": "## a {n}\n\n",
    "unknown citations of all names": "[@n{n}] ",
    "backticks never closed": "a`{n}",
    "deeper and deeper": "- a{n}\n",
}


def documents(size: int = SIZE) -> Mapping[str, str]:
    """Every hostile document, `size` characters long."""
    made = {name: filled(piece, size) for name, piece in REPEATED.items()}
    made |= {name: _numbered(pattern, size) for name, pattern in NUMBERED.items()}
    half = size // 2
    made["brackets that close"] = "[" * half + "]" * half
    made["stars that close"] = "*" * half + "a" + "*" * half
    made["quotations that close"] = ">" * half + "a\n" * (half // 2)
    made["lists that go deeper"] = "".join(
        f"{'  ' * depth}- a\n" for depth in range(int((size * 0.9) ** 0.5))
    )
    made["backtick runs that grow"] = " ".join("`" * n for n in range(int((2 * size) ** 0.5)))
    made["parentheses in an address"] = "[x](" + "(" * half + ")" * half
    made["one word"] = "a" * size
    made["one long cell"] = "|a|\n|-|\n|" + "\\|" * half
    return made
