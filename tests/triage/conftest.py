"""The legs questionnaire, published; it leads to no articles unless a test makes some."""

import pytest

from tests.triage.proofs import proof_of, published_legs
from triage import releases
from triage.engine.questionnaire import Questionnaire
from triage.models import Release


@pytest.fixture(scope="session")
def legs() -> Questionnaire:
    return published_legs()


@pytest.fixture(scope="session")
def harmless(legs: Questionnaire) -> dict[str, str]:
    return {question.id: question.harmless for question in legs.questions}


@pytest.fixture
def release(db: None, legs: Questionnaire) -> Release:
    published, _ = releases.publish(
        check="legs",
        questionnaire=legs,
        report=proof_of(legs),
        signpost_table={},
        note="for tests",
    )
    return published
