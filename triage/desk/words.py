"""What stands in a draft's way, in the words of the forms it is mended in."""

import re
from collections.abc import Mapping
from dataclasses import replace

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from triage.desk.building import Finding
from triage.desk.sentences import in_words
from triage.files.reader import MEND_CONDITION
from triage.models import DraftPage, Part

MISSING = re.compile(r"“(\w+)” is missing or empty\.")
# A questionnaire file's word -> its field at the desk, where they differ.
FILE_WORDS: Mapping[str, str] = {"when": "condition", "show_when": "condition"}
WORDS_BELOW = gettext_lazy("Mend the condition; on its page stands every word it may use.")
ON_ITS_PAGE = gettext_lazy("Mend it on its page.")


def at_the_desk(finding: Finding, kind: type[Part] | None) -> Finding:
    """The finding in the words of the form it is mended in. `kind`: of the part it stands in."""
    missing = MISSING.fullmatch(finding.reason)
    if missing and kind is DraftPage and missing[1] == "questions":
        repair = _("Choose this page in two questions or more, or delete it.")
        return replace(finding, reason=_("No question is asked on it."), repair=repair)
    if missing and kind:
        said = _("“%(name)s” is missing or empty.") % {"name": _label(kind, missing[1])}
        return replace(finding, reason=said, repair=in_words(finding.repair))
    return replace(finding, reason=in_words(finding.reason), repair=_repair(finding.repair))


def _repair(repair: str) -> str:
    if repair == MEND_CONDITION:
        return str(WORDS_BELOW)
    return str(ON_ITS_PAGE) if "docs/" in repair else in_words(repair)


def _label(kind: type[Part], name: str) -> str:
    """What the form calls a field of the file; the file's word if the form has no such field."""
    for known in (name, FILE_WORDS.get(name, "")):
        try:
            field = kind._meta.get_field(known)
        except FieldDoesNotExist:
            continue
        if isinstance(field, Field):
            return str(field.verbose_name).capitalize()
    return name.capitalize()
