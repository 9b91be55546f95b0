"""Addresses whose code is loaded when somebody first goes there.

Most processes answer readers alone and never need what the desk is made of: that is half of the
modules there are. The names of such addresses need a namespace of their own, by which they are
found without being loaded.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import URLResolver
from django.urls.resolvers import RoutePattern

View = Callable[..., HttpResponseBase]


class WaitingAddresses(URLResolver):
    """All the addresses below a path; `module` holds them as its `urlpatterns`."""

    def __init__(self, path: str, module: str, namespace: str) -> None:
        pattern = RoutePattern(path, is_endpoint=False)
        super().__init__(pattern, module, app_name=namespace, namespace=namespace)

    def _populate(self) -> None:
        """Whoever gathers the names of all addresses needs no more of these than the namespace."""


def waiting(name: str) -> View:
    """The view of that dotted name."""
    module, _, function = name.rpartition(".")

    def view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        found: View = getattr(import_module(module), function)
        return found(request, *args, **kwargs)

    return view
