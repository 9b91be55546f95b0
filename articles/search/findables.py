"""What other rooms let be found: they register a source, we ask it when the index is made."""

from collections.abc import Callable, Iterable

from articles.search.documents import Findable

Source = Callable[[], Iterable[Findable]]
_sources: list[Source] = []


def register(source: Source) -> None:
    """Let another room's pages be found. Registering twice counts once."""
    if source not in _sources:
        _sources.append(source)


def all_of_them() -> list[Findable]:
    """Everything other rooms let be found; their keys must differ."""
    return [found for source in _sources for found in source()]
