"""Every form but one asks for a proof of its origin, found in the addresses themselves."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

WITHOUT = {"articles.updates.views.unsubscribe"}
READ_ONLY = "articles.api.views."


def views(resolver: URLResolver) -> Iterator[Any]:
    for each in resolver.url_patterns:
        if isinstance(each, URLPattern):
            yield each.callback
        else:
            yield from views(each)


def test_only_the_unsubscribe_button_needs_no_proof_of_origin() -> None:
    found = list(views(get_resolver()))
    exempt = {f"{v.__module__}.{v.__name__}" for v in found if getattr(v, "csrf_exempt", False)}

    assert len(found) > 100
    assert {name for name in exempt if not name.startswith(READ_ONLY)} == WITHOUT
