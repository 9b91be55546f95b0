"""What is written down of an error tells where, and nothing about the reader."""

import sys
from typing import Any

import pytest
from django.test import RequestFactory

from groundwork.reports import QuietReporter

SECRET = "rest pain at night"


def _reports() -> str:
    """All that is said of an error in a view that knew an answer."""
    request = RequestFactory().post(f"/?q={SECRET}", {"answer": SECRET}, HTTP_REFERER=SECRET)
    request.COOKIES["legwise-run"] = SECRET
    try:
        _broken(SECRET)
    except RuntimeError:
        reporter = QuietReporter(request, *sys.exc_info())
    return f"{reporter.get_traceback_html()}{reporter.get_traceback_text()}"


def _broken(answer: str) -> None:
    raise RuntimeError(f"broken with {len(answer)}")


def test_a_report_names_the_place_and_no_answer() -> None:
    said = _reports()

    assert "test_reports.py" in said
    assert "broken with 18" in said
    assert SECRET not in said
    assert SECRET.replace(" ", "%20") not in said


def test_a_developer_sees_everything(settings: Any) -> None:
    settings.DEBUG = True

    assert SECRET in _reports()


def test_the_site_reports_this_way(settings: Any) -> None:
    assert settings.DEFAULT_EXCEPTION_REPORTER == "groundwork.reports.QuietReporter"


@pytest.mark.parametrize("level", ["DEBUG", "INFO"])
def test_templates_are_never_logged_with_all_they_were_given(settings: Any, level: str) -> None:
    settings.LOGGING["root"]["level"] = level

    assert settings.LOGGING["loggers"]["django.template"]["level"] == "INFO"
