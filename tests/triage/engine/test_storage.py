"""A questionnaire goes to plain data and comes back the same."""

import copy
import json
import re

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from tests.drill import times
from tests.triage.engine.factory import questionnaire
from tests.triage.engine.generated import answers_to, questionnaires
from triage.engine.assessment import assess
from triage.engine.parts import BadQuestionnaire
from triage.engine.questionnaire import Questionnaire
from triage.engine.storage import condition_from, content_hash, from_data, to_data

modestly = settings(max_examples=times(25, 100), deadline=None, derandomize=True)


@modestly
@for_all(questionnaires())
def test_every_questionnaire_comes_back_from_json_the_same(before: Questionnaire) -> None:
    data = to_data(before)
    after = from_data(json.loads(json.dumps(data)))

    assert after == before
    assert content_hash(to_data(after)) == content_hash(data)


@modestly
@for_all(st.data())
def test_a_questionnaire_that_came_back_assesses_the_same(data: st.DataObject) -> None:
    before = data.draw(questionnaires())
    answers = data.draw(answers_to(before))

    assert assess(from_data(to_data(before)), answers) == assess(before, answers)


def test_using_a_questionnaire_does_not_change_its_data() -> None:
    small = questionnaire()
    before = to_data(small)

    assess(small, {})

    assert to_data(small) == before


def test_the_hash_is_sha256_and_does_not_follow_the_order_of_keys() -> None:
    data = to_data(questionnaire())
    turned = dict(reversed(data.items()))

    assert content_hash(turned) == content_hash(data)
    assert re.fullmatch(r"[0-9a-f]{64}", content_hash(data))


def test_one_changed_word_changes_the_hash() -> None:
    data = to_data(questionnaire())
    changed = copy.deepcopy(data)
    changed["rules"][0]["reason"] += "!"

    assert content_hash(changed) != content_hash(data)


def test_the_order_of_questions_is_part_of_the_hash() -> None:
    data = to_data(questionnaire())
    turned = {**data, "questions": list(reversed(data["questions"]))}

    assert content_hash(turned) != content_hash(data)


def test_another_schema_is_refused() -> None:
    data = {**to_data(questionnaire()), "schema": 3}

    with pytest.raises(BadQuestionnaire, match="Schema 3 is not known; this reads"):
        from_data(data)


def test_data_with_a_gap_is_refused() -> None:
    data = to_data(questionnaire())
    del data["rules"]

    with pytest.raises(KeyError, match="rules"):
        from_data(data)


@pytest.mark.parametrize("data", [{}, {"not": {"named": "x"}}, {"options": ["a"]}])
def test_what_is_no_condition_is_refused(data: dict[str, object]) -> None:
    with pytest.raises(BadQuestionnaire, match="This is no condition"):
        condition_from(data)


def test_data_that_makes_no_sense_is_refused_as_a_questionnaire_would_be() -> None:
    data = to_data(questionnaire())
    data["rules"][0]["pattern"] = "nowhere"

    with pytest.raises(BadQuestionnaire, match="no pattern “nowhere”"):
        from_data(data)
