"""The fields of a questionnaire file, part by part."""

from decimal import Decimal

from groundwork.shapes import Shape

WHOLE = Shape(
    {
        "name": str,
        "title": str,
        "scope": str,
        "sections": list,
        "questions": list,
        "patterns": dict,
        "rules": list,
        "outcomes": dict,
    },
    {
        "not_for": str,
        "definitions": dict,
        "notes": dict,
        "selfcare": dict,
        "pages": list,
        # What it is proved against and where its topics lead, when one file holds it all.
        "vignettes": list,
        "promises": list,
        "signposts": dict,
    },
)
SECTION = Shape({"id": str, "title": str})
PAGE = Shape({"id": str, "title": str, "questions": list}, {"hint": str, "error": str})
_ASKED = {"id": str, "section": str, "kind": str, "text": str}
_MAY_SAY = {
    "hint": str,
    "why": str,
    "error": str,
    "ask_when": str,
    "red_flag": bool,
    "not_sure_floor": str,
    "ordered": bool,
    "fact": bool,
}
QUESTION = Shape({**_ASKED, "options": list, "harmless": str}, _MAY_SAY)
# Its only option is “not sure”, so it may have none.
NUMBER_QUESTION = Shape(
    {**_ASKED, "harmless": Decimal, "least": Decimal, "most": Decimal},
    {**_MAY_SAY, "unit": str, "decimals": int, "options": list},
)
OPTION = Shape(
    {"id": str, "label": str},
    {"exclusive": bool, "not_sure": bool, "flag": str, "rank": int, "group": str},
)
PATTERN = Shape({"name": str, "topics": list}, {"tell": str, "sources": list, "policy": bool})
RULE = Shape({"id": str, "urgency": str, "pattern": str, "when": str, "reason": str}, {"tell": str})
OUTCOME = Shape(
    {"title": str, "lead": str, "when": str, "safety_net": list, "topics": list},
    {"do": list, "do_not": list},
)
NOTE = Shape({"text": str, "levels": list}, {"show_when": str})
# Lists whose entries have fields of their own; every other list holds texts.
LISTS_OF_PARTS = (
    "sections",
    "pages",
    "questions",
    "options",
    "rules",
    "vignettes",
    "promises",
)
SELF_CARE = Shape(
    {"title": str, "expect": str, "do": list, "come_back": list, "topics": list},
    {"sources": list},
)
