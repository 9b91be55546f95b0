"""A small site with one self-check, and the Spanish of its one red flag."""

from pathlib import Path

import pytest

from articles.models import RedFlag, RedFlagWords
from articles.models.red_flag_words import mark_of
from tests.articles.content import write_content
from tests.articles.loaded import load_content
from tests.triage.proofs import proof_of, published_legs
from triage import releases

SIGNS = "Una sola pierna hinchada, caliente o de otro color"
ADVICE = "Que le vean hoy."


@pytest.fixture
def site(db: None, tmp_path: Path) -> Path:
    """The check before the register, whose words would else be frozen into it, and not proved."""
    legs = published_legs()
    releases.publish(
        check="legs",
        questionnaire=legs,
        report=proof_of(legs),
        signpost_table={},
        note="for tests",
    )
    folder = write_content(tmp_path / "content")
    load_content(folder)
    flag = RedFlag.objects.get()
    RedFlagWords.objects.create(
        red_flag=flag, language="es", wording=SIGNS, what_to_do=ADVICE, of=mark_of(flag)
    )
    return folder
