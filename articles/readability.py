"""How hard a text is to read: the Flesch-Kincaid grade (US school year), over words readers see.

Grade = 0.39 x words per sentence + 11.8 x syllables per word - 15.59
(Kincaid JP and others, Research Branch Report 8-75, US Navy, 1975).
Syllables are counted by rule, not by dictionary: good to about half a grade over a page.
"""

import re
import sys
from dataclasses import dataclass
from pathlib import Path

AIM_GRADE = 6.0
WORRY_GRADE = 8.0
LONG_SENTENCE_WORDS = 25

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_SENTENCE_END = re.compile(r"(?<=[.!?:])\s+|\n+")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT_ENDING = re.compile(r"(?:[^laeiouy]es|[^td]ed|[^laeiouy]e)$")

# Markdown that readers never see, and what stands in its place. A line that only goes on with a
# paragraph is joined to it first, so that a wrapped sentence is not counted as two. What may
# repeat has a limit: the time must grow with the text, not with its square.
_MARKS = (
    (re.compile(r"^:::.*$", re.MULTILINE), "\n"),
    (re.compile(r"(?<=\S)\n(?=[^\n#|=:*+\-\d\s]|\d(?!\d*\.\s)|\s+[^\s\-*+\d])"), " "),
    (re.compile(r"^=== .* ===$", re.MULTILINE), "\n"),
    (re.compile(r"^\|?[-:| ]+\|?$", re.MULTILINE), "\n"),
    (re.compile(r"\[@[^\[\]\n]{0,100}\]"), ""),
    (re.compile(r"!?\[([^\[\]]{0,500})\]\([^()]{0,500}\)"), r"\1"),
    (re.compile(r"^#{1,6}[ \t]+(.*)$", re.MULTILINE), "\n"),
    (re.compile(r"^[ \t]*(?:[-*+]|\d{1,9}\.)[ \t]+", re.MULTILINE), ""),
    (re.compile(r"\|"), ". "),
    (re.compile(r"[*_`>]+"), ""),
)


@dataclass(frozen=True)
class Reading:
    """What was counted. `grade` is a US school year; 0 for a text without words."""

    sentences: tuple[str, ...]
    words: int
    syllables: int

    @property
    def words_per_sentence(self) -> float:
        return self.words / len(self.sentences) if self.sentences else 0.0

    @property
    def grade(self) -> float:
        if not self.words:
            return 0.0
        per_word = self.syllables / self.words
        return round(0.39 * self.words_per_sentence + 11.8 * per_word - 15.59, 1)

    @property
    def long_sentences(self) -> tuple[str, ...]:
        """Sentences of more than `LONG_SENTENCE_WORDS` words, longest first."""
        counted = sorted(((len(_words(s)), s) for s in self.sentences), reverse=True)
        return tuple(text for count, text in counted if count > LONG_SENTENCE_WORDS)


def plain_text(markdown: str) -> str:
    """The words a reader sees: no front matter, citations, addresses, headings or marks."""
    text = _FRONT_MATTER.sub("", markdown)
    for pattern, replacement in _MARKS:
        text = pattern.sub(replacement, text)
    return text


def read(markdown: str) -> Reading:
    """Count sentences, words and syllables of a Markdown text."""
    parts = (part.strip() for part in _SENTENCE_END.split(plain_text(markdown)))
    sentences = tuple(part for part in parts if _words(part))
    words = [word for sentence in sentences for word in _words(sentence)]
    return Reading(sentences, len(words), sum(_syllables(word) for word in words))


def longest_sentence(markdown: str) -> int:
    """How many words the longest sentence has."""
    return max((len(_words(sentence)) for sentence in read(markdown).sentences), default=0)


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _syllables(word: str) -> int:
    spelt = word.lower().replace("’", "").replace("'", "")
    groups = len(_VOWELS.findall(spelt))
    if groups > 1 and _SILENT_ENDING.search(spelt):
        groups -= 1
    return max(groups, 1)


def main(paths: list[str]) -> int:
    """Print a line for each file; 1 if any is harder than `WORRY_GRADE`."""
    hardest = 0.0
    for path in paths:
        reading = read(Path(path).read_text(encoding="utf-8"))
        hardest = max(hardest, reading.grade)
        pace = f"{reading.words_per_sentence:5.1f} words a sentence"
        print(f"{reading.grade:5.1f} grade  {pace}  {path}")
        for sentence in reading.long_sentences[:5]:
            print(f"       long: {sentence[:110]}")
    return int(hardest > WORRY_GRADE)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
