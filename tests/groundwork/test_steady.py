"""What is rendered once for everybody: apart by language and value, and blind to all else."""

import pytest
from django.template import Context, Template
from django.template.loader import get_template
from django.utils.translation import override

from groundwork.templatetags.steady import MOST_KEPT, Steady


def steady(inside: str, names: str = "") -> Template:
    source = f"{{% load i18n steady %}}{{% steady {names} %}}{inside}{{% endsteady %}}"
    return Template(source)


def test_languages_are_apart() -> None:
    template = steady('{% translate "Articles" %}')

    said = []
    for language in ("en-gb", "es", "en-gb", "es"):
        with override(language):
            said.append(template.render(Context()))

    assert said == ["Articles", "Artículos"] * 2


def test_each_value_that_is_named_has_its_own() -> None:
    template = steady("{{ here }}", "here")

    assert [template.render(Context({"here": at})) for at in ("/a/", "/b/", "/a/")] == [
        "/a/",
        "/b/",
        "/a/",
    ]


def test_what_is_not_named_is_not_there() -> None:
    template = steady("{{ here }}{{ reader }}{{ request }}", "here")

    said = template.render(Context({"here": "/a/", "reader": "Ann", "request": "hers"}))

    assert said == "/a/"


def test_what_is_named_is_escaped() -> None:
    assert steady("{{ here }}", "here").render(Context({"here": "<b>"})) == "&lt;b&gt;"


def test_it_keeps_no_more_than_it_may() -> None:
    template = steady("{{ here }}", "here")

    said = [template.render(Context({"here": str(n)})) for n in range(MOST_KEPT * 3)]

    (place,) = template.nodelist.get_nodes_by_type(Steady)
    assert said[-1] == str(MOST_KEPT * 3 - 1)
    assert isinstance(place, Steady)
    assert len(place._kept) <= MOST_KEPT


@pytest.mark.parametrize("language", ["en-gb", "es"])
def test_the_page_around_every_page_is_the_same_the_second_time(language: str) -> None:
    template = get_template("base.html")
    with override(language):
        first, again = (template.render({"emergency_number": "112"}) for _ in range(2))

    assert "tel:112" in first
    assert first == again
