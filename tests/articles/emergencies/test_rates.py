"""The rates reached on written lists. A change of phrasings may not fall behind them."""

from collections import Counter

from tests.articles.emergencies.reckoning import false_alarms, missed, silent, written

MOST_MISSED = 1  # of 100
MOST_FALSE = 2  # of 200
MOST_MISSED_OF_LAST = 5  # of 30, never tuned on
MOST_FALSE_OF_LAST = 1
MOST_FALSE_OF_PRACTICE = 6  # of 318


def test_a_hundred_ways_to_say_an_emergency_are_caught() -> None:
    phrases = written("phrases")

    assert [len(half) for half in phrases.values()] == [50, 50]
    assert len([w for half in phrases.values() for w in missed(half).wrong]) <= MOST_MISSED


def test_two_hundred_harmless_questions_hardly_ever_set_off_a_card() -> None:
    questions = written("harmless")

    assert [len(half) for half in questions.values()] == [100, 100]
    assert len([w for half in questions.values() for w in false_alarms(half).wrong]) <= MOST_FALSE


def test_what_nobody_tuned_on_is_caught_as_often_as_the_docs_say() -> None:
    last = written("last")

    assert len(last["emergencies"]) == len(last["harmless"]) == 30
    assert len(missed(last["emergencies"]).wrong) <= MOST_MISSED_OF_LAST
    assert len(false_alarms(last["harmless"]).wrong) <= MOST_FALSE_OF_LAST


def test_what_was_practised_stays_learned() -> None:
    practice = written("practice")

    assert silent(practice["emergencies"]).wrong == ()
    assert len(false_alarms(practice["harmless"]).wrong) <= MOST_FALSE_OF_PRACTICE


def test_no_text_stands_in_two_lists() -> None:
    phrases = [one["says"] for half in written("phrases").values() for one in half]
    questions = [text for half in written("harmless").values() for text in half]
    last = written("last")
    texts = [*phrases, *questions, *(one["says"] for one in last["emergencies"])]

    assert [text for text, times in Counter(texts).items() if times > 1] == []
