"""Which pages may be kept, for how long, and what they were made of.

A kept page is the same for everyone: the layer makes it from the path and the parameters its view
names, and shows the view nothing else of a request.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import wraps
from http import HTTPStatus
from typing import Any, TypeVar, cast

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone

from groundwork.pages.shared import versions
from groundwork.pages.versions import State, Unreachable
from groundwork.pages.watching import tables_read

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
Clock = Callable[[], datetime | None]

# Should a renewal ever get lost (killed between a commit and its notice), a page mends itself.
LONGEST = timedelta(minutes=10)
CDN_SECONDS = 60
CACHE_CONTROL = (
    f"public, max-age=0, s-maxage={CDN_SECONDS}, stale-while-revalidate=300, stale-if-error=86400"
)
SLIP = "legwise.pages.slip"


@dataclass(frozen=True)
class Keeping:
    """What a view said of itself: the parameters its page depends on."""

    parameters: tuple[str, ...] = ()


@dataclass
class Slip:
    """Goes into a request with the layer's question and comes out with the view's answer."""

    is_kept: bool = False
    tables: frozenset[str] = frozenset()
    until: datetime = field(default_factory=lambda: datetime.max.replace(tzinfo=UTC))


@dataclass
class _KnownTime:
    """What a clock said at these versions; it need not be asked again until a table changes."""

    clock: Clock
    tables: tuple[str, ...]
    state: State | None = None
    at: datetime | None = None

    def next(self, now: datetime) -> datetime | None:
        state = _state_now()
        is_known = self.state and state and self.state.agrees_with(state, self.tables)
        if not is_known or (self.at is not None and self.at <= now):
            self.at = self.clock()
        self.state = state
        return self.at


_CLOCKS: list[_KnownTime] = []


def register_clock(clock: Clock, *tables: str) -> None:
    """`clock` reads `tables` and says when what readers see changes next by itself."""
    _CLOCKS.append(_KnownTime(clock, tables))


def kept(*parameters: str) -> Callable[[View], View]:
    """Let a view's page be kept, one for each combination of these parameters.

    The view must not look at cookies, headers or the person. A page it marks `no-store`, or any
    answer but 200, is not kept.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def keeping(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            with tables_read() as tables:
                response = view(request, *args, **kwargs)
            is_read = request.method in {"GET", "HEAD"}
            if not (is_read and isinstance(response, HttpResponse) and _is_for_everyone(response)):
                return response
            response.headers.setdefault("Cache-Control", CACHE_CONTROL)
            slip = request.META.get(SLIP)
            if isinstance(slip, Slip):
                slip.is_kept = True
                slip.tables = frozenset(tables)
                slip.until = _next_change()
            return response

        keeping.keeping = Keeping(parameters)  # type: ignore[attr-defined]  # read by the layer
        return cast(View, keeping)

    return decorate


def keeping_of(view: Callable[..., Any]) -> Keeping | None:
    """What a view said of itself; None for one whose answers are never kept."""
    found = getattr(view, "keeping", None)
    return found if isinstance(found, Keeping) else None


def _is_for_everyone(response: HttpResponse) -> bool:
    rules = response.headers.get("Cache-Control", "")
    return (
        response.status_code == HTTPStatus.OK
        and "no-store" not in rules
        and "private" not in rules
        and not response.cookies
    )


def _next_change() -> datetime:
    """When a page made now must be made again at the latest: dates turn at midnight, too."""
    now = timezone.now()
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    times = [now + LONGEST, midnight + timedelta(days=1)]
    times += [at for at in (known.next(now) for known in _CLOCKS) if at is not None]
    return min(times)


def _state_now() -> State | None:
    try:
        return versions().now()
    except Unreachable:
        return None
