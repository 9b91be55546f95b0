"""The legs questionnaire, published; it leads to no articles unless a test makes some."""

from pathlib import Path

import pytest

from triage import releases
from triage.engine.questionnaire import Questionnaire
from triage.models import Release
from triage.questionnaire_file import load

LEGS = Path(__file__).resolve().parents[2] / "triage" / "content" / "legs.yaml"


@pytest.fixture(scope="session")
def legs() -> Questionnaire:
    return load(LEGS)


@pytest.fixture(scope="session")
def harmless(legs: Questionnaire) -> dict[str, str]:
    return {question.id: question.harmless for question in legs.questions}


@pytest.fixture
def release(db: None, legs: Questionnaire) -> Release:
    published, _ = releases.publish(
        check="legs", questionnaire=legs, signpost_table={}, note="for tests"
    )
    return published
