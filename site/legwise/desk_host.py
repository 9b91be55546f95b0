"""Keeps the desk to one host, where `ADMIN_HOST` names it: readers' host then has no `/admin/`."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import split_domain_port, validate_host

from groundwork.languages import is_of_the_desk


class DeskHostMiddleware:
    """Answers as if there were no desk, before a session is looked at; the page layer keeps none.

    Ports are not compared: proxies often leave them out.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.ADMIN_HOST and is_of_the_desk(request.path_info):
            domain, _port = split_domain_port(request.get_host())
            if domain != split_domain_port(settings.ADMIN_HOST)[0]:
                raise Http404
        return self.get_response(request)


def refuse_unknown(host: str, allowed_hosts: list[str]) -> None:
    """A desk at a host that no request may name could not be reached by anybody."""
    domain, _port = split_domain_port(host)
    if host and not (domain and validate_host(domain, allowed_hosts)):
        raise ImproperlyConfigured(
            f"ADMIN_HOST is {host!r}, which ALLOWED_HOSTS does not name. Add it there."
        )
