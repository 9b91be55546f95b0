"""Words the samples share. What is said of health comes from the shipped registers."""

from functools import lru_cache

from articles.red_flag_words import Spoken
from groundwork import yaml_lines
from legwise.urgent_help import REGISTER_FILE

NUMBER = "112"
LONG_WORD = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"
LONG_TITLE = (
    "Why does the back of my lower leg still hurt three days after the longest walk I have taken "
    "in years, and would it have helped to warm up, to stretch, or to do nothing at all?"
)


@lru_cache(maxsize=1)
def _register() -> dict[str, Spoken]:
    entries = yaml_lines.load(REGISTER_FILE.read_text(encoding="utf-8"))["red_flags"]
    return {e["key"]: Spoken(e["key"], e["wording"], e["what_to_do"]) for e in entries}


def signs(*keys: str) -> list[Spoken]:
    """Red flags of the shipped register."""
    return [_register()[key] for key in keys]
