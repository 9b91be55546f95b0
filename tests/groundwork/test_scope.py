"""Where a form's cookie goes: to its room of forms, or to its own page and nowhere else."""

import pytest

from groundwork.scope import reach_of


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/admin/", "/admin/"),
        ("/admin/articles/article/7/change/", "/admin/"),
        ("/self-check/legs/AAAA/cramps/", "/self-check/"),
        ("/es/self-check/legs/AAAA/cramps/", "/es/self-check/"),
        ("/articles/night-cramps/comment/", "/articles/night-cramps/comment/"),
        ("/es/articles/night-cramps/feedback/", "/es/articles/night-cramps/feedback/"),
        ("/articles/admin/comment/", "/articles/admin/comment/"),
        ("/updates/", "/updates/"),
        ("/", "/"),
    ],
)
def test_a_forms_cookie_goes_no_further_than_it_must(path: str, expected: str) -> None:
    assert reach_of(path) == expected


def test_no_address_writes_into_the_cookie() -> None:
    assert reach_of("/x; Domain=evil.example/") == "/x%3B%20Domain%3Devil.example/"
