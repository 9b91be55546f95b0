"""Urgency is ordered, and written one way."""

import pytest

from triage.engine.urgency import Urgency

LEAST_FIRST = ["self-care", "routine", "soon", "urgent", "emergency"]


def test_the_levels_stand_in_order_least_urgent_first() -> None:
    assert [level.key for level in sorted(Urgency)] == LEAST_FIRST


@pytest.mark.parametrize("key", LEAST_FIRST)
def test_a_key_leads_back_to_its_level(key: str) -> None:
    assert Urgency.from_key(key).key == key


def test_the_most_urgent_wins_is_max() -> None:
    assert max(Urgency.SOON, Urgency.SELF_CARE, Urgency.URGENT) is Urgency.URGENT


@pytest.mark.parametrize("word", ["", "self_care", "Urgent", "high", "3"])
def test_any_other_word_is_refused_with_the_words_that_would_do(word: str) -> None:
    with pytest.raises(ValueError, match="is not an urgency") as refusal:
        Urgency.from_key(word)

    assert all(key in str(refusal.value) for key in LEAST_FIRST)
