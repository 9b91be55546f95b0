"""Structured data held against schema.org's own definitions: types, properties, values.

`schema_org.json` holds what we use of release 12.0, as schema.org publishes it in
schemaorg-all-https-types.csv and schemaorg-all-https-properties.csv.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

_BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# Said of an action's property, not a property itself: https://schema.org/docs/actions.html
_ABOUT_ACTIONS = {"query-input"}
# Properties whose value search engines document as the address of the thing.
_ADDRESS_OF_A_THING = {"item"}
Node = dict[str, Any]


@cache
def _defined() -> Node:
    text = (Path(__file__).parent / "schema_org.json").read_text(encoding="utf-8")
    return dict(json.loads(text))


def told(page: str) -> Node:
    """The one block of structured data a page has."""
    (block,) = _BLOCK.findall(page)
    return dict(json.loads(block))


def faults(node: Node) -> list[str]:
    """What schema.org would not understand."""
    found = [] if node.get("@context") == "https://schema.org" else ["no context"]
    return found + list(_faults({key: node[key] for key in node if key != "@context"}))


def _faults(node: Node) -> Iterator[str]:
    types = node.get("@type", [])
    types = [types] if isinstance(types, str) else types
    if not types:
        yield f"no type: {node}"
    for kind in types:
        if kind not in _defined()["types"]:
            yield f"no such type: {kind}"
    ancestors = {name for kind in types for name in _with_ancestors(kind)}
    for name, value in node.items():
        if name != "@type" and name not in _ABOUT_ACTIONS:
            yield from _faults_of_property(name, value, ancestors)


def _faults_of_property(name: str, value: Any, types: set[str]) -> Iterator[str]:
    definition = _defined()["properties"].get(name)
    if definition is None:
        yield f"no such property: {name}"
        return
    if not types & set(definition["domain"]):
        yield f"{name} does not belong to {sorted(types)}"
    for one in value if isinstance(value, list) else [value]:
        if not _fits(name, one, set(definition["range"])):
            yield f"{name} cannot be {one!r}"
        if isinstance(one, dict):
            yield from _faults(one)


def _fits(name: str, value: Any, expected: set[str]) -> bool:
    if isinstance(value, dict):
        kinds = value.get("@type", [])
        kinds = [kinds] if isinstance(kinds, str) else kinds
        return any(expected & _with_ancestors(kind) for kind in kinds)
    if isinstance(value, int):
        return bool(expected & {"Integer", "Number"})
    is_address = bool(re.match(r"https?://\S+\Z", value))
    return bool(
        ("Text" in expected and value)
        or ("URL" in expected and is_address)
        or ("Date" in expected and _DAY.fullmatch(value))
        or (name in _ADDRESS_OF_A_THING and is_address)
    )


def _with_ancestors(kind: str) -> set[str]:
    above = _defined()["types"].get(kind, [])
    return {kind}.union(*(_with_ancestors(name) for name in above))
