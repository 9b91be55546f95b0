"""What is wrong with a catalogue: texts without a translation, or with one that would break."""

from collections.abc import Iterable, Iterator

from legwise.languages.catalogue import Said, Translations
from legwise.languages.gathering import Text, placeholders


def faults_of(texts: Iterable[Text], known: Translations) -> list[str]:
    """A line for each fault, naming the text and where it is said."""
    return [
        f"{fault}: {text.one!r} ({', '.join(text.places)})"
        for text in texts
        for fault in _faults(text, known.get(text.key))
    ]


def _faults(text: Text, said: Said | None) -> Iterator[str]:
    if said is None or not said.one or (text.many and not said.many):
        yield "not translated"
        return
    if said.is_fuzzy:
        yield "marked as fuzzy"
    # What is said of one may leave its number out, as English does.
    pairs = [(text.many, said.many)] if text.many else [(text.one, said.one)]
    for wanted, given in pairs:
        if placeholders(wanted) != placeholders(given):
            yield f"placeholders or tags differ, {placeholders(given)}"
    if text.many and not set(placeholders(said.one)) <= set(placeholders(text.many)):
        yield "placeholders of one differ"
    if _edges(text.one) != _edges(said.one):
        yield "begins or ends with another space"


def _edges(text: str) -> tuple[bool, bool]:
    return text[:1].isspace(), text[-1:].isspace()
