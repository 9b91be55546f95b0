"""The MDN HTTP Observatory's score of an answer, by the rules it publishes, as far as we can get.

100 to begin with; what is missing or weak costs points, and from 90 on what is strict adds some.
https://developer.mozilla.org/en-US/observatory/docs/tests_and_scoring
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from http.cookies import Morsel, SimpleCookie

ENOUGH_FOR_EXTRAS = 90
SIX_MONTHS = 15_768_000  # seconds
PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
NO_OR_SELF = (["'none'"], ["'self'"])


@dataclass(frozen=True)
class Score:
    """`parts`: points by test, as the Observatory names them."""

    parts: Mapping[str, int]

    @property
    def total(self) -> int:
        losses = 100 + sum(points for points in self.parts.values() if points < 0)
        extras = sum(points for points in self.parts.values() if points > 0)
        return max(losses + (extras if losses >= ENOUGH_FOR_EXTRAS else 0), 0)


def score(headers: Mapping[str, str], cookies: Sequence[str] = ()) -> Score:
    """`headers` with names in small letters, of an answer over TLS; `cookies`: each Set-Cookie."""
    policy = policy_of(headers.get("content-security-policy", ""))
    return Score(
        {
            "content-security-policy": _of_policy(policy),
            "cookies": _of_cookies(cookies, headers),
            "cross-origin-resource-sharing": _of_sharing(headers),
            "cross-origin-resource-policy": _of_resource_policy(headers),
            "referrer-policy": 5 if headers.get("referrer-policy", "") in PRIVATE else -5,
            "strict-transport-security": _of_transport(headers),
            "x-content-type-options": _when(headers, "x-content-type-options", "nosniff", -5),
            "x-frame-options": _of_framing(policy, headers),
        }
    )


def policy_of(header: str) -> dict[str, list[str]]:
    """Directive -> sources."""
    parts = (part.split() for part in header.split(";") if part.strip())
    return {name.lower(): sources for name, *sources in parts}


def _of_policy(policy: Mapping[str, list[str]]) -> int:
    if not policy:
        return -25
    scripts = policy.get("script-src", policy.get("default-src", ["*"]))
    styles = policy.get("style-src", policy.get("default-src", ["*"]))
    if _is_loose(scripts) or _is_loose(policy.get("object-src", policy.get("default-src", ["*"]))):
        return -20
    if any("http:" in source for sources in policy.values() for source in sources):
        return -20
    if "'unsafe-eval'" in scripts:
        return -10
    if _is_loose(styles):
        return 0
    is_strict = policy.get("default-src") == ["'none'"]
    return 10 if is_strict and policy.get("form-action") in NO_OR_SELF else 5


def _is_loose(sources: Sequence[str]) -> bool:
    return bool({"'unsafe-inline'", "data:", "https:", "http:", "*"} & set(sources))


def _of_cookies(cookies: Sequence[str], headers: Mapping[str, str]) -> int:
    """The worst that is said of any; none at all is neither good nor bad."""
    points = [each for text in cookies for each in _of_cookie(text, headers)]
    return min(points, default=0)


def _of_cookie(text: str, headers: Mapping[str, str]) -> Iterator[int]:
    morsel: Morsel[str]
    for name, morsel in SimpleCookie(text).items():
        has_transport = "strict-transport-security" in headers
        is_session = "sess" in name.lower() or "login" in name.lower()
        is_anti_forgery = "csrf" in name.lower()
        site = morsel["samesite"].lower()
        if not morsel["secure"]:
            yield (-10 if has_transport else -40) if is_session else (-5 if has_transport else -20)
        if is_session and not morsel["httponly"]:
            yield -30
        if site not in {"lax", "strict"}:
            yield -20 if is_anti_forgery or site else 0
        yield 5


def _of_sharing(headers: Mapping[str, str]) -> int:
    return -50 if "access-control-allow-credentials" in headers else 0


def _of_resource_policy(headers: Mapping[str, str]) -> int:
    found = headers.get("cross-origin-resource-policy", "cross-origin")
    return {"same-origin": 10, "same-site": 10, "cross-origin": 0}.get(found, -5)


def _of_transport(headers: Mapping[str, str]) -> int:
    said = headers.get("strict-transport-security", "").lower()
    ages = [part.strip()[8:] for part in said.split(";") if part.strip().startswith("max-age=")]
    if len(ages) != 1 or not ages[0].isdecimal():
        return -20
    return 0 if int(ages[0]) >= SIX_MONTHS else -10


def _of_framing(policy: Mapping[str, list[str]], headers: Mapping[str, str]) -> int:
    if policy.get("frame-ancestors") in NO_OR_SELF:
        return 5
    return 0 if headers.get("x-frame-options", "").upper() in {"DENY", "SAMEORIGIN"} else -20


def _when(headers: Mapping[str, str], name: str, value: str, missing: int) -> int:
    return 0 if headers.get(name, "").lower() == value else missing
