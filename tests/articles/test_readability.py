"""The reading grade counts the words readers see."""

from pathlib import Path

import pytest

from articles.readability import main, plain_text, read

EASY = "The cat sat on the mat. It was a warm day. We went out to play."
HARD = (
    "Individualised recommendations notwithstanding, epidemiological investigations consistently "
    "demonstrate considerable heterogeneity regarding pharmacological interventions."
)


def test_easy_and_hard_texts_are_told_apart() -> None:
    assert read(EASY).grade < 2
    assert read(HARD).grade > 20


def test_the_grade_follows_the_formula() -> None:
    reading = read("Ten cats ran. Six dogs sat.")

    assert (reading.words, len(reading.sentences), reading.syllables) == (6, 2, 6)
    assert reading.grade == round(0.39 * 3 + 11.8 * 1 - 15.59, 1)


@pytest.mark.parametrize(
    ("word", "syllables"),
    [("leg", 1), ("muscle", 2), ("ache", 1), ("massage", 2), ("medicine", 3), ("stretched", 1)],
)
def test_syllables_are_counted_as_people_say_them(word: str, syllables: int) -> None:
    assert read(word).syllables == syllables


def test_marks_that_readers_never_see_do_not_count() -> None:
    text = (
        "---\ntitle: Long front matter\n---\n\n## A heading\n\nRest **well** [@cramp-01]. "
        "See [the page](/articles/x/).\n\n:::urgent leg-clot\n:::\n"
    )

    assert read(text).words == 5
    assert "cramp-01" not in plain_text(text)


@pytest.mark.parametrize("text", ["", "\n\n", "...", "[@a]", "###"])
def test_a_text_without_words_has_no_grade(text: str) -> None:
    assert read(text).grade == 0.0
    assert read(text).words_per_sentence == 0.0


def test_long_sentences_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "long.md"
    path.write_text("word " * 40 + ".", encoding="utf-8")

    main([str(path)])

    assert "long: word word" in capsys.readouterr().out


def test_a_sentence_wrapped_over_lines_is_one_sentence() -> None:
    text = "Rest the leg for\na day or two. Then\nwalk.\n\n- Ice\n- Heat that\n  lasts\n"

    assert len(read(text).sentences) == 4
