"""Holds a resource to FHIR R4 4.0.1: its fields, its code lists and its invariants.

Fields, their types and which are needed: from fhirclient, whose models are generated from the
standard's StructureDefinitions. Code lists (bindings of strength “required”) and invariants are
those of StructureDefinition Questionnaire 4.0.1, the invariants run by fhirpathpy as they stand.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import fhirpathpy
from fhirclient.models.fhirabstractbase import FHIRValidationError
from fhirclient.models.questionnaire import Questionnaire
from fhirpathpy.models import models

Json = dict[str, Any]

R4 = models["r4"]
# Field -> the codes of the value set it is bound to.
CODES = {
    # Of the resource, and of its narrative.
    "status": {"draft", "active", "retired", "unknown", "generated"},
    "type": {
        "group", "display", "boolean", "decimal", "integer", "date", "dateTime", "time", "string",
        "text", "url", "choice", "open-choice", "attachment", "reference", "quantity",
    },
    "operator": {"exists", "=", "!=", ">", "<", ">=", "<="},
    "enableBehavior": {"all", "any"},
}  # fmt: skip
# Field -> how the standard's primitive type of it is written.
WRITTEN = {
    "id": r"[A-Za-z0-9\-\.]{1,64}",
    "url": r"\S+",
    "system": r"\S+",
    "code": r"[^\s]+(\s[^\s]+)*",
    "linkId": r"[ \r\n\t\S]+",
    "date": r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d))?)?)?",
}
OF_THE_RESOURCE = {
    "que-0": "name.matches('[A-Z]([A-Za-z0-9_]){0,254}')",
    "que-2": "descendants().linkId.isDistinct()",
    "dom-6": "text.`div`.exists()",
}
OF_AN_ITEM = {
    "que-1": "(type='group' implies item.empty().not()) and (type='display' implies item.empty())",
    "que-3": "type!='display' or code.empty()",
    "que-4": "answerOption.empty() or answerValueSet.empty()",
    "que-5": "(type ='choice' or type = 'open-choice' or type = 'decimal' or type = 'integer' or "
    "type = 'date' or type = 'dateTime' or type = 'time' or type = 'string' or "
    "type = 'quantity') or (answerValueSet.empty() and answerOption.empty())",
    "que-6": "type!='display' or (required.empty() and repeats.empty())",
    "que-8": "(type!='group' and type!='display') or initial.empty()",
    "que-9": "type!='display' or readOnly.empty()",
    "que-10": "(type in ('boolean' | 'decimal' | 'integer' | 'string' | 'text' | 'url' | "
    "'open-choice')) or maxLength.empty()",
    "que-11": "answerOption.empty() or initial.empty()",
    "que-12": "enableWhen.count() > 2 implies enableBehavior.exists()",
    "que-13": "repeats=true or initial.count() <= 1",
}


def faults(resource: Json) -> list[str]:
    """Everything in which the resource is no valid Questionnaire of R4."""
    try:
        Questionnaire(resource, strict=True)
    except FHIRValidationError as error:
        return [str(error)]
    return [
        *_odd_values(resource),
        *_broken(OF_THE_RESOURCE, resource, "Questionnaire"),
        *(fault for item in items(resource) for fault in _broken(OF_AN_ITEM, item, item["linkId"])),
    ]


def items(resource: Json) -> Iterator[Json]:
    """Every item, however deep."""
    for item in resource.get("item", ()):
        yield item
        yield from items(item)


def is_true(expression: str, of: Json, **known: Any) -> bool:
    """Whether the FHIRPath expression is true of this; `known` are its %variables."""
    return bool(_compiled(expression)(of, known) == [True])


@cache
def _compiled(expression: str) -> Any:
    return fhirpathpy.compile(expression, R4)


def _broken(invariants: dict[str, str], of: Json, where: str) -> list[str]:
    return [
        f"{where}: {key} does not hold"
        for key, expression in invariants.items()
        if not is_true(expression, of)
    ]


def _odd_values(part: Any) -> Iterator[str]:
    if isinstance(part, list):
        for entry in part:
            yield from _odd_values(entry)
    if not isinstance(part, dict):
        return
    for name, value in part.items():
        if name in CODES and isinstance(value, str) and value not in CODES[name]:
            yield f"{name}: “{value}” is not in its value set"
        if name in WRITTEN and not re.fullmatch(WRITTEN[name], value):
            yield f"{name}: “{value}” is not written as its type is"
        yield from _odd_values(value)
    if sum(bool(re.match("(value|answer)[A-Z]", name)) for name in part) > 1:
        yield f"more than one value: {sorted(part)}"
