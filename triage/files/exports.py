"""A release as a file to take away, in each format we offer."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from triage.files import fhir
from triage.files.text import Document, to_document, write, write_json
from triage.releases import PublishedCheck


@dataclass(frozen=True)
class Format:
    """One way to write a release. `ending` is that of its file's name."""

    title: str
    ending: str
    content_type: str
    write: Callable[[PublishedCheck], str]

    def file_name(self, release: PublishedCheck) -> str:
        return f"{release.check}-{release.number}.{self.ending}"


def as_yaml(release: PublishedCheck) -> str:
    return write(document_of(release))


def as_json(release: PublishedCheck) -> str:
    return write_json(document_of(release))


def as_fhir(release: PublishedCheck) -> str:
    resource = fhir.resource(release.questionnaire, edition_of(release))
    return json.dumps(resource, indent=2, ensure_ascii=False) + "\n"


def document_of(release: PublishedCheck) -> Document:
    """The questionnaire file's fields, with the cases it was tried on and where its topics lead."""
    cases = [_without_result(case) for case in release.vignettes]
    table = {topic: list(references) for topic, references in release.signposts.items()}
    return {
        **to_document(release.questionnaire),
        **({"signposts": table} if table else {}),
        **({"vignettes": cases} if cases else {}),
    }


def _without_result(case: Mapping[str, Any]) -> Document:
    return {name: value for name, value in case.items() if name != "result"}


def edition_of(release: PublishedCheck) -> fhir.Edition:
    """Until a registered clinician has signed it, a release is called experimental."""
    # The same file whatever language its editor speaks.
    with translation.override(settings.LANGUAGE_CODE):
        path = reverse("triage:start", args=[release.check])
    return fhir.Edition(
        url=f"{settings.SITE_URL}{path}",
        version=str(release.number),
        status=fhir.RETIRED if release.is_withdrawn else fhir.ACTIVE,
        date=release.published_at.isoformat(timespec="seconds"),
        is_experimental=not release.signed_by,
    )


FORMATS = {
    "yaml": Format("YAML", "yaml", "application/yaml; charset=utf-8", as_yaml),
    "json": Format("JSON", "json", "application/json; charset=utf-8", as_json),
    "fhir": Format("FHIR R4", "fhir.json", "application/fhir+json; charset=utf-8", as_fhir),
}
