"""Texts that try to get something past us, gathered by what they try (payloads.json)."""

import json
from pathlib import Path

_FILE = Path(__file__).with_suffix(".json")

FAMILIES: dict[str, tuple[str, ...]] = {
    family: tuple(texts) for family, texts in json.loads(_FILE.read_text(encoding="utf-8")).items()
}
ALL = tuple(text for texts in FAMILIES.values() for text in texts)
MARKUP = (*FAMILIES["raw html"], *FAMILIES["foreign"], *FAMILIES["events"])
"""Those that are HTML from their first character."""
