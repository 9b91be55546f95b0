"""Reports of errors that say where the site broke, and nothing of who was using it or how."""

from collections.abc import ItemsView
from types import FrameType, TracebackType
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.views.debug import ExceptionReporter, SafeExceptionReporterFilter


class NoVariables(SafeExceptionReporterFilter):
    """Leaves every variable out: in a self-check they hold answers."""

    def get_traceback_frame_variables(
        self, request: HttpRequest | None, tb_frame: FrameType
    ) -> ItemsView[str, Any]:
        return dict[str, Any]().items()


class QuietReporter(ExceptionReporter):
    """Without form, address, cookies or variables; developers at their own machine see all."""

    def __init__(
        self,
        request: HttpRequest | None,
        exc_type: type[BaseException] | None,
        exc_value: BaseException | None,
        tb: TracebackType | None,
        is_email: bool = False,
    ) -> None:
        super().__init__(request if settings.DEBUG else None, exc_type, exc_value, tb, is_email)
        if not settings.DEBUG:
            self.filter = NoVariables()
