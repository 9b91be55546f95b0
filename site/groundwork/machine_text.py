"""Text for other people's programs: nothing that ends a script, a feed or a JSON parser early."""

import json
import re
from collections.abc import Mapping
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

# What XML 1.0 cannot hold at all, however it is escaped.
_UNSPEAKABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# A data block ends at the first `</script`, quoted or not; the others are as good as unseen here.
_ESCAPED = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def speakable(text: str) -> str:
    """The text without control characters."""
    return _UNSPEAKABLE.sub("", text)


def json_ld(data: Mapping[str, Any]) -> SafeString:
    """Structured data as a block that browsers pass over: no code, so no policy is broken."""
    told = {"@context": "https://schema.org", **data}
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPED)
    block = '<script type="application/ld+json">{}</script>'
    return format_html(block, mark_safe(speakable(text)))  # noqa: S308 - escaped above
