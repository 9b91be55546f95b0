"""What becomes of a reader's words before anybody else sees them: plain text, and no links.

Everything a person can mean to write stays, paragraphs above all.
"""

import hashlib
import re
import unicodedata

from django.utils.translation import gettext

MOST_BLANK_LINES = 1
# Write over or turn round the words that follow, and are typed by nobody.
_TURNING = {chr(code) for code in (0x202A, 0x202B, 0x202C, 0x202D, 0x202E)}
_ENDINGS = (
    "com|org|net|info|biz|io|co|app|dev|xyz|shop|store|site|online|top|click|link|live|club|vip|"
    "health|clinic|doctor|blog|news|me|tv|uk|us|ca|au|nz|ie|de|fr|es|it|nl|ch|at|pl|pt|se|ru|cn|in|br"
)
# Each part is bounded or begins where a word begins, so that a very long word costs no more than
# many short ones.
_LINK = re.compile(
    rf"""[a-z][a-z0-9+.-]{{0,20}}://\S*
      | (?<!\w)(?:mailto|javascript|data|tel):\S+
      | (?<![a-z0-9])www\.\S+
      | (?<![\w.%+-])[\w.%+-]{{1,64}}@[\w-]{{1,63}}\.[\w.-]+
      | (?<![a-z0-9-])(?:[a-z0-9-]{{1,63}}\.){{1,6}}(?:{_ENDINGS})(?![\w-]|\.\w)(?:[/?\#:]\S*)?
    """,
    re.IGNORECASE | re.VERBOSE,
)
_BLANK_LINES = re.compile(rf"\n(?:[^\S\n]*\n){{{MOST_BLANK_LINES + 1},}}")


def typed(text: str) -> str:
    """A field as somebody typed it: without characters that no keyboard makes."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(each for each in text if not _is_unseen(each))


def _is_unseen(letter: str) -> bool:
    if letter in "\n\t":
        return False
    return letter in _TURNING or unicodedata.category(letter) in {"Cc", "Cs"}


def on_one_line(text: str) -> str:
    return " ".join(text.split())


def paragraphs(text: str) -> str:
    """Composed letters, and no more than one empty line in a row."""
    text = unicodedata.normalize("NFC", text).strip()
    return _BLANK_LINES.sub("\n" * (MOST_BLANK_LINES + 1), text)


def without_links(text: str) -> tuple[str, int]:
    """The text with a note in place of each web or e-mail address, and how many there were."""
    return _LINK.subn(gettext("[link taken out]"), text)


def has_words(text: str) -> bool:
    """Whether something was said beside the links."""
    return bool(_LINK.sub("", text).strip())


def mark_of(text: str) -> str:
    """The same for texts that differ only in case, space and punctuation."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    folded = "".join(letter for letter in plain if letter.isalnum()) or "".join(plain.split())
    return hashlib.sha256(folded.encode()).hexdigest()
