"""Where those who look at every statement of a connection sit."""

from collections.abc import Callable
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

Execute = Callable[[str, Any, bool, dict[str, Any]], Any]


def seat(connection: BaseDatabaseWrapper, wrapper: Callable[..., Any]) -> None:
    """Put a wrapper first in the row, in the place of an earlier one of its kind.

    First, because whoever watches for a while takes away the last one when done.
    """
    others = [each for each in connection.execute_wrappers if type(each) is not type(wrapper)]
    connection.execute_wrappers[:] = [wrapper, *others]
