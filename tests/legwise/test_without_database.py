"""Pages without a database say what to do, and forms say that nothing was saved."""

import pytest
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from legwise.errors import server_error

pytestmark = pytest.mark.django_db
TEXT = "My calf <b>hurts</b>\nsince Monday"


def answered(request: HttpRequest, error: Exception) -> HttpResponse:
    try:
        raise error
    except type(error):
        return server_error(request)


def words(response: HttpResponse) -> str:
    return response.content.decode()


def test_a_form_gives_back_what_was_typed_and_says_nothing_was_saved(rf: RequestFactory) -> None:
    request = rf.post("/articles/x/comment/", {"text": TEXT, "csrfmiddlewaretoken": "secret"})

    response = answered(request, OperationalError("connection refused"))

    assert response.status_code == 503
    assert "<title>Error: nothing was saved" in words(response)
    assert "My calf &lt;b&gt;hurts&lt;/b&gt;<br>since Monday" in words(response)
    assert "secret" not in words(response)
    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["Retry-After"] == "30"


def test_a_page_says_when_to_come_back_and_where_urgent_help_is(rf: RequestFactory) -> None:
    response = answered(rf.get("/articles/x/"), OperationalError("connection refused"))

    assert response.status_code == 503
    assert "Nothing was saved" not in words(response)
    assert 'href="tel:' in words(response)


def test_the_desk_does_not_print_what_was_sent_to_it(rf: RequestFactory) -> None:
    request = rf.post("/admin/login/", {"password": "hunter2-hunter2"})

    response = answered(request, OperationalError("connection refused"))

    assert response.status_code == 503
    assert "hunter2" not in words(response)


def test_another_fault_is_still_a_500(rf: RequestFactory) -> None:
    assert answered(rf.get("/"), ValueError("x")).status_code == 500
