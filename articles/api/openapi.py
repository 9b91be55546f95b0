"""The interface described as OpenAPI 3.1, made from one table so that it cannot fall behind."""

from typing import Any

from articles.machines.structured import whole_address

Told = dict[str, Any]
_TEXT: Told = {"type": "string"}
_TRUTH: Told = {"type": "boolean"}
_WHOLE: Told = {"type": "integer"}
_LIST: Told = {"type": "array"}
_THING: Told = {"type": "object"}
_MAYBE_TEXT: Told = {"type": ["string", "null"]}
_MAYBE_WHOLE: Told = {"type": ["integer", "null"]}

_ARTICLE_LINE: Told = {
    "slug": _TEXT,
    "title": _TEXT,
    "description": _TEXT,
    "topic": _THING,
    "page": _TEXT,
    "address": _TEXT,
    "first_published": _TEXT,
    "updated": _TEXT,
    "words": _WHOLE,
    "review": _THING,
}
# Name of a list -> what a row is called, the key in its address, its fields in the list and alone.
LISTS: dict[str, tuple[str, str, Told, Told]] = {
    "articles": (
        "Article",
        "slug",
        _ARTICLE_LINE,
        _ARTICLE_LINE
        | {
            "author": _TEXT,
            "body_parts": _LIST,
            "audiences": _LIST,
            "short_answer": _THING,
            "get_help": _THING,
            "sections": _LIST,
            "questions": _LIST,
            "red_flags": _LIST,
            "claims": _LIST,
            "sources": _LIST,
            "editions": _LIST,
        },
    ),
    "claims": (
        "Claim",
        "key",
        claim := {
            "key": _TEXT,
            "wording": _TEXT,
            "stance": _TEXT,
            "strength": _TEXT,
            "is_policy": _TRUTH,
            "sources": _LIST,
            "address": _TEXT,
        },
        claim,
    ),
    "sources": (
        "Source",
        "key",
        source := {
            "key": _TEXT,
            "authors": _TEXT,
            "title": _TEXT,
            "publisher": _TEXT,
            "year": _MAYBE_WHOLE,
            "kind": _TEXT,
            "doi": _TEXT,
            "link": _TEXT,
            "retracted": _MAYBE_TEXT,
            "address": _TEXT,
        },
        source,
    ),
    "red-flags": (
        "RedFlag",
        "key",
        red_flag := {
            "key": _TEXT,
            "wording": _TEXT,
            "urgency": _TEXT,
            "what_to_do": _TEXT,
            "is_policy": _TRUTH,
            "sources": _LIST,
            "address": _TEXT,
        },
        red_flag,
    ),
    "glossary": (
        "Term",
        "slug",
        term := {
            "slug": _TEXT,
            "term": _TEXT,
            "other_names": _LIST,
            "meaning": _TEXT,
            "sources": _LIST,
            "page": _TEXT,
            "address": _TEXT,
        },
        term,
    ),
}
_PAGE: Told = {
    "count": _WHOLE,
    "pages": _WHOLE,
    "page": _WHOLE,
    "next": _MAYBE_TEXT,
    "previous": _MAYBE_TEXT,
}


def description() -> Told:
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Legwise",
            "version": "1",
            "description": "Published articles about legs, and what they rest on. Read-only.",
        },
        "servers": [{"url": whole_address("/api/v1")}],
        "paths": {path: way for name in LISTS for path, way in _ways(name).items()},
        "components": {"schemas": {"Refusal": _object({"error": _TEXT, "status": _WHOLE})}},
    }


def _ways(name: str) -> dict[str, Told]:
    kind, key, line, alone = LISTS[name]
    rows = {**_LIST, "items": _object(line)}
    page = {"name": "page", "in": "query", "schema": {"type": "integer", "minimum": 1}}
    one = {"name": key, "in": "path", "required": True, "schema": _TEXT}
    return {
        f"/{name}/": _way(f"list{kind}", f"A page of: {name}", page, {**_PAGE, "results": rows}),
        f"/{name}/{{{key}}}/": _way(f"read{kind}", f"One of: {name}", one, alone),
    }


def _way(operation: str, summary: str, parameter: Told, fields: Told) -> Told:
    refused = {"$ref": "#/components/schemas/Refusal"}
    answers = {
        "200": {"description": "What was asked for", "content": _content(_object(fields))},
        "404": {"description": "Not published, in words", "content": _content(refused)},
    }
    told = {"operationId": operation, "summary": summary, "parameters": [parameter]}
    return {"get": {**told, "responses": answers}}


def _object(fields: Told) -> Told:
    return {"type": "object", "required": list(fields), "properties": fields}


def _content(schema: Told) -> Told:
    return {"application/json": {"schema": schema}}
