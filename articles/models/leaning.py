"""Which register entries a text leans on, noted when its HTML is made."""

from django.db import models

from articles.models.evidence import Claim, Source
from articles.models.glossary import Term
from articles.models.red_flag import RedFlag


class LeansOnRegisters(models.Model):
    """What a working copy, or an edition, cites and shows."""

    cites_sources = models.ManyToManyField(Source, editable=False, related_name="%(class)ss_citing")
    cites_claims = models.ManyToManyField(Claim, editable=False, related_name="%(class)ss_citing")
    shows_red_flags = models.ManyToManyField(
        RedFlag, editable=False, related_name="%(class)ss_showing"
    )
    uses_terms = models.ManyToManyField(Term, editable=False, related_name="%(class)ss_using")

    class Meta:
        abstract = True
