"""The glossary: words readers meet here or in a doctor's letter, each in plain English."""

from django.core.exceptions import ValidationError
from django.core.validators import MinLengthValidator
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models.evidence import Source
from groundwork.privacy import content

LONGEST_NAME = 60
MOST_OTHER_NAMES = 20


def validate_names(lines: str) -> None:
    """Short names and few, so that looking for them stays quick however long the glossary."""
    names = split_names(lines)
    if len(names) > MOST_OTHER_NAMES:
        raise ValidationError(
            _("Give at most %(most_other_names)s other names.")
            % {"most_other_names": MOST_OTHER_NAMES}
        )
    for name in names:
        if len(name) > LONGEST_NAME:
            said = _("“%(what)s…” is longer than %(longest_name)s characters. Shorten it.") % {
                "what": name[:20],
                "longest_name": LONGEST_NAME,
            }
            raise ValidationError(said)


def split_names(lines: str) -> list[str]:
    """One name a line; empty lines don't count."""
    return [name.strip() for name in lines.splitlines() if name.strip()]


class Term(models.Model):
    """A word explained: the first use in an article leads here."""

    kept = (content("slug term other_names meaning article sources"),)

    slug = models.SlugField(
        max_length=60,
        unique=True,
        help_text=gettext_lazy(
            "The end of the term's address, such as dvt. You can't change it later."
        ),
    )
    term = models.CharField(
        max_length=LONGEST_NAME,
        help_text=gettext_lazy('The word as you use it in articles: "Deep vein thrombosis".'),
    )
    other_names = models.TextField(
        blank=True,
        validators=[validate_names],
        help_text=(
            gettext_lazy(
                "What else you or a doctor may call it, one name a line: its plural, the US word, "
                'an abbreviation such as "DVT". Capital and small letters count as the same, '
                "unless you write a name in capitals only."
            )
        ),
    )
    meaning = models.CharField(
        max_length=300,
        validators=[MinLengthValidator(10)],
        help_text=(
            gettext_lazy(
                "Say what it is in one or two plain sentences, at most 300 characters: "
                '"A blood clot in a deep vein, most often in the leg."'
            )
        ),
    )
    article = models.SlugField(
        max_length=80,
        blank=True,
        help_text=gettext_lazy(
            "The slug of the article you would send a reader to, such as leg-cramps."
        ),
    )
    sources = models.ManyToManyField(
        Source,
        blank=True,
        related_name="terms",
        help_text=gettext_lazy("Choose what you read, if you say more than what the word means."),
    )

    class Meta:
        ordering = [Lower("term")]
        constraints = [
            models.UniqueConstraint(
                Lower("term"),
                name="term_once",
                violation_error_message="The glossary has this term already. Change that one.",
            ),
            models.CheckConstraint(
                name="term_has_a_meaning",
                condition=~models.Q(term="") & ~models.Q(meaning=""),
                violation_error_message="Write the term and what it means.",
            ),
        ]

    def __str__(self) -> str:
        return self.term

    def get_absolute_url(self) -> str:
        return f"{reverse('articles:glossary')}#t-{self.slug}"

    @property
    def names(self) -> tuple[str, ...]:
        """The term and every other name, as texts may hold them."""
        return (self.term, *split_names(self.other_names))
