"""Reads `EMAIL_URL` more strictly than its parser, which drops what it does not understand.

What it drops is TLS: `?tls=ture` or `?use_tls=1` would send a password, and readers' addresses,
in the clear.
"""

from urllib.parse import parse_qs, urlsplit

from django.core.exceptions import ImproperlyConfigured

SCHEMES = {"smtp", "submission", "submit", "console", "file", "memory", "dummy"}
TRUE = {"1", "y", "yes", "t", "true", "on"}
FALSE = {"0", "n", "no", "f", "false", "off"}
OURSELVES = {None, "", "localhost", "127.0.0.1", "::1"}

HOW = (
    "For a mail server with TLS write submission://user:password@host (port 587) or "
    "smtp://user:password@host:465?ssl=True."
)


def refuse_traps(url: str) -> None:
    """Raise ImproperlyConfigured for an address that may send mail less safely than it looks."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        # Its words would repeat the password; and its cause is hidden for the same reason.
        raise ImproperlyConfigured(f"EMAIL_URL is no address of a mail server. {HOW}") from None
    if parts.scheme not in SCHEMES:
        # smtps too: its parser takes it for STARTTLS on port 25.
        raise ImproperlyConfigured(f"EMAIL_URL has a scheme we do not know. {HOW}")
    told = {name: values[0].lower() for name, values in parse_qs(parts.query).items()}
    for name, value in told.items():
        is_switch = name in {"tls", "ssl"} and value in TRUE | FALSE
        if not (is_switch or (name == "timeout" and value.isdecimal() and int(value))):
            raise ImproperlyConfigured(f"EMAIL_URL says {name}=…, which we do not know. {HOW}")
    is_tls = parts.scheme in {"submission", "submit"} or bool(
        {told.get("tls"), told.get("ssl")} & TRUE
    )
    if parts.password and not is_tls and parts.hostname not in OURSELVES:
        raise ImproperlyConfigured(f"EMAIL_URL would send the password without TLS. {HOW}")
