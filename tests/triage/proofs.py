"""The legs questionnaire as it is published, and proofs for tests, each made once in a process."""

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from groundwork import yaml_lines
from groundwork.yaml_lines import LinedDict
from triage.engine.proofs import Report, prove
from triage.engine.questionnaire import Questionnaire
from triage.engine.storage import content_hash, to_data
from triage.files.questionnaire import load

HOUSE = Path(__file__).resolve().parents[2]
LEGS = HOUSE / "triage" / "content" / "legs.yaml"
RED_FLAGS = HOUSE / "articles" / "content" / "red_flags.yaml"

_made: dict[str, Report] = {}


@lru_cache(maxsize=1)
def published_legs() -> Questionnaire:
    """With the advice of the shipped red flags, as publishing adds it from the register."""
    advice = {row["key"]: row["what_to_do"] for row in red_flag_rows()}
    legs = load(LEGS)
    patterns = (replace(p, tell=advice.get(p.key, p.tell)) for p in legs.patterns)
    return replace(legs, patterns=tuple(patterns))


def red_flag_rows() -> list[LinedDict]:
    """The shipped register of red flags, as its file has it."""
    rows: list[LinedDict] = yaml_lines.load(RED_FLAGS.read_text(encoding="utf-8"))["red_flags"]
    return rows


def proof_of(questionnaire: Questionnaire) -> Report:
    """The proof of this very questionnaire, without vignettes or promises."""
    mark = content_hash(to_data(questionnaire))
    if mark not in _made:
        _made[mark] = prove(questionnaire)
    return _made[mark]
