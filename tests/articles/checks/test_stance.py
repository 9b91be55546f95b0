"""A claim used against the register is found, and one used rightly never is."""

import pytest

from articles.checks import check
from articles.markdown import ArticleText, QuestionText
from tests.articles.checks.manuscripts import FACTS, with_body

AGAINST = [
    "Salt tablets help a lot. [@salt-04]",
    "Salt tablets don't just help, they cure cramps. [@salt-04]",
    "Take salt tablets: they stop cramps. [@salt-04]",
    "Salt tablets are an effective remedy. [@salt-04]",
    "Rest well. Salt tablets work well for cramps. [@trial-2020][@salt-04]",
    "Rest helps, [@warm-08] and salt tablets prevent cramps. [@salt-04]",
    "- Salt tablets prevent cramps [@salt-04]",
    "| Thing |\n|---|\n| Salt tablets prevent cramps [@salt-04] |",
    "Lactic acid causes the soreness of the next days. [@acid-05]",
    "Tonic tablets are safe. [@tonic-06]",
    "Tonic tablets have no side effects. [@tonic-06]",
    "Rub a leg that may have a clot. [@rub-07]",
    "It is safe to rub a leg that may have a clot. [@rub-07]",
    "A warm bath does not help sore legs. [@warm-08]",
    "A warm bath is useless for sore legs. [@warm-08]",
    "Stretching before bed never eases cramps. [@stretch-01]",
    "Running on the flat does cause soreness. [@flat-09]",
    "Good shoes prevent cramps. [@shoes-10]",
]
WITH = [
    "Salt tablets do not help. [@salt-04]",
    "Salt tablets make little or no difference. [@salt-04]",
    "Nothing shows that salt tablets help. [@salt-04]",
    "Many people think that salt tablets help. [@salt-04]",
    "It is a myth that salt tablets stop cramps. [@salt-04]",
    '"Salt tablets stop cramps" is wrong. [@salt-04]',
    "A bath helps, but salt tablets do not. [@salt-04]",
    "Do salt tablets help? [@salt-04]",
    "If salt tablets help you, ask a doctor. [@salt-04]",
    "It is not clear that salt, food or drink helps. [@shoes-10]",
    "Good shoes may help. [@shoes-10]",
    "Lactic acid does not cause the soreness of the next days. [@acid-05]",
    "Tonic tablets are not safe. [@tonic-06]",
    "Tonic tablets can upset the heart. [@tonic-06]",
    "Do not rub a leg that may have a clot. [@rub-07]",
    "**What never to do.** Rub a leg that may have a clot. [@rub-07]",
    "Never do this:\n\n- Rub a leg that may have a clot. [@rub-07]",
    "## What not to do\n\nRub a leg that may have a clot. [@rub-07]",
    "A warm bath helps sore legs. [@warm-08]",
    "Stretching before bed may help. [@stretch-01]",
    "Running on the flat does not cause soreness. [@flat-09]",
    "Salt tablets prevent cramps. [@ours-03]",
    "[@salt-04]",
]


def blocked(typed: str) -> list[str]:
    return [one.check for one in with_body(typed).blocking if one.check == "stance"]


@pytest.mark.parametrize("typed", AGAINST)
def test_what_the_register_denies_stops_publishing(typed: str) -> None:
    assert blocked(typed) == ["stance"]


@pytest.mark.parametrize("typed", WITH)
def test_what_the_register_says_raises_nothing(typed: str) -> None:
    assert [one for one in with_body(typed).findings if one.check == "stance"] == []


@pytest.mark.parametrize(
    ("answer", "stops"),
    [
        ("Yes. [@salt-04]", True),
        ("Yes, they do. [@salt-04]", True),
        ("No. [@salt-04]", False),
        ("No, they do not. [@salt-04]", False),
    ],
)
def test_yes_and_no_are_read_with_their_question(answer: str, stops: bool) -> None:
    question = QuestionText("Do salt tablets stop cramps?", answer)

    found = check(ArticleText("Why?", "", "", (question,), ("leg-clot",)), FACTS).blocking

    assert ("stance" in [one.check for one in found]) is stops


def test_what_only_may_be_against_the_register_is_advice() -> None:
    found = with_body("Salt tablets may prevent cramps in some people. [@salt-04]")

    assert [(one.check, one.blocks) for one in found.findings] == [("stance", False)]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("This proves it. [@stretch-01]", ["too-certain"]),
        ("This certainly may be so. [@stretch-01]", ["too-certain"]),
        ("This is not proven. [@stretch-01]", []),
        ("This is proven. [@warm-08]", []),
        ("This is proven. [@ours-03]", []),
    ],
)
def test_strong_words_need_strong_evidence(typed: str, found: list[str]) -> None:
    checks = [one.check for one in with_body(typed).findings if one.check == "too-certain"]

    assert checks == found
