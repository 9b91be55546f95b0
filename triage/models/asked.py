"""What a draft asks: sections, joint pages, questions, options, and the conditions' definitions."""

from django.db import models
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from groundwork.privacy import content
from triage.models.draft import Level, Part, is_level, key_once

NAME = _(
    "The word conditions use for it: small letters, digits and _, such as “leg_change”. "
    "Readers never see it."
)
WORDINGS = _(
    "{your leg|their leg|your child's leg} follows whom the check is for: the reader, someone "
    "they care for, a child."
)
CONDITION = _(
    "Such as: leg_change is swollen and (vte_risk is any of (travel, surgery) or preg_any)"
)


class DraftSection(Part):
    """A stretch of the journey, shown as progress."""

    kept = (content("draft position key title"),)

    key = models.CharField(
        _("name"), max_length=60, help_text=_("A short word for it, such as “s1”.")
    )
    title = models.CharField(
        max_length=120, blank=True, help_text=_("What readers see above, such as “Health”.")
    )

    class Meta(Part.Meta):
        verbose_name = _("section")
        constraints = [key_once("draft_section_key_once")]

    def __str__(self) -> str:
        return self.title or self.key


class DraftPage(Part):
    """Several questions asked on one page, each as a group with its own sub-heading."""

    kept = (content("draft position key title hint error"),)

    key = models.CharField(_("name"), max_length=60, help_text=NAME)
    title = models.CharField(
        max_length=300,
        blank=True,
        help_text=format_lazy(
            "{} {}",
            _("The one heading over its questions, such as “Is any of this true?”"),
            WORDINGS,
        ),
    )
    hint = models.TextField(blank=True, help_text=_("Such as “Choose all that fit.”"))
    error = models.CharField(
        max_length=300,
        blank=True,
        help_text=_(
            "What to do if nothing was chosen, such as “Choose what is true, or “None of these””."
        ),
    )

    class Meta(Part.Meta):
        verbose_name = _("joint page")
        constraints = [key_once("draft_page_key_once")]

    def __str__(self) -> str:
        return self.title or self.key


class DraftQuestion(Part):
    """One question, with its options. Its place is the place in the order of asking."""

    kept = (
        content(
            "draft position section page key kind text hint why error ask_when is_red_flag "
            "not_sure_floor is_ordered is_fact harmless unit least most decimals"
        ),
    )

    class Kind(models.TextChoices):
        SINGLE = "single", _("One answer")
        MULTI = "multi", _("Any number of answers, with “none of these”")
        NUMBER = "number", _("A number with a unit")

    section = models.ForeignKey(
        DraftSection,
        on_delete=models.RESTRICT,
        null=True,
        related_name="questions",
        help_text=_("Where it stands in the progress readers see."),
    )
    page = models.ForeignKey(
        DraftPage,
        verbose_name=_("joint page"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="questions",
        help_text=_(
            "Leave it empty for a page of its own. Questions of a joint page follow each other."
        ),
    )
    key = models.CharField(_("name"), max_length=60, help_text=NAME)
    kind = models.CharField(
        max_length=10,
        choices=Kind,
        default=Kind.SINGLE,
        help_text=_("How you let readers answer: choose several when more than one may be true."),
    )
    text = models.TextField(
        _("question"),
        blank=True,
        help_text=format_lazy("{} {}", _("Such as “What hurts most?”"), WORDINGS),
    )
    hint = models.TextField(blank=True, help_text=_("One line that helps to answer. May be empty."))
    why = models.TextField(
        _("why we ask"),
        blank=True,
        help_text=_("Such as “A clot from the leg can travel to the lungs.” May be empty."),
    )
    error = models.CharField(
        _("if nothing is chosen"),
        max_length=300,
        blank=True,
        help_text=_("What to do, such as “Choose where it hurts”."),
    )
    ask_when = models.TextField(
        _("ask when"),
        blank=True,
        help_text=format_lazy(
            "{} {}",
            _("Leave it empty to ask it always. It may look only at questions asked earlier."),
            CONDITION,
        ),
    )
    is_red_flag = models.BooleanField(
        _("safety question"), default=False, help_text=_("Doubt here never ends in self-care.")
    )
    not_sure_floor = models.CharField(
        _("least urgency of “not sure”"),
        max_length=10,
        choices=Level,
        blank=True,
        help_text=_("A safety question with a “not sure” needs it: routine or above."),
    )
    is_ordered = models.BooleanField(
        _("answers are ordered"),
        default=False,
        help_text=_("More never means less urgent. Rank each option, the mildest 0."),
    )
    is_fact = models.BooleanField(
        _("stays as it is"),
        default=False,
        help_text=_("The answer will be the same tomorrow, as with an age or a past operation."),
    )
    harmless = models.CharField(
        _("harmless option"),
        max_length=60,
        blank=True,
        help_text=_(
            "The name of the option that raises nothing, such as “none”; for a number, one "
            "that raises nothing, such as 37."
        ),
    )
    unit = models.CharField(
        max_length=20, blank=True, help_text=_("For a number, such as “days” or “cm”.")
    )
    least = models.CharField(
        max_length=12, blank=True, help_text=_("The smallest number it takes, such as 34.")
    )
    most = models.CharField(
        max_length=12, blank=True, help_text=_("The largest number it takes, such as 43.5.")
    )
    decimals = models.PositiveSmallIntegerField(
        default=0, help_text=_("How many digits may stand after the point: 0, 1 or 2.")
    )

    class Meta(Part.Meta):
        verbose_name = _("question")
        constraints = [
            key_once("draft_question_key_once"),
            is_level("not_sure_floor", "draft_question_floor_is_level"),
            models.CheckConstraint(
                condition=models.Q(kind__in=["single", "multi", "number"]),
                name="draft_question_kind_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.key


class DraftOption(models.Model):
    """An answer a reader may choose."""

    kept = (content("question position key label is_exclusive is_not_sure flag rank group"),)

    question = models.ForeignKey(DraftQuestion, on_delete=models.CASCADE, related_name="options")
    position = models.PositiveIntegerField(default=0, editable=False)
    key = models.CharField(
        _("name"), max_length=60, help_text=_("The word you use in conditions, such as calf.")
    )
    label = models.CharField(
        max_length=300, blank=True, help_text=_("What readers choose: “One calf is swollen”.")
    )
    is_exclusive = models.BooleanField(
        _("rules out the others"),
        default=False,
        help_text=_("Tick it for “None of these”: nothing else can be chosen beside it."),
    )
    is_not_sure = models.BooleanField(
        _("is “not sure”"),
        default=False,
        help_text=_("Tick it for “I am not sure”: it is then never taken for a no."),
    )
    flag = models.CharField(
        _("red flag"),
        max_length=10,
        choices=Level,
        blank=True,
        help_text=_("How soon whoever chooses it needs help at least. Leave it empty for no sign."),
    )
    rank = models.IntegerField(
        null=True,
        blank=True,
        help_text=_("A number that grows with how bad it is, such as 3, if conditions compare it."),
    )
    group = models.CharField(
        _("sub-heading"),
        max_length=120,
        blank=True,
        help_text=_("Words above this and the next options of the same group: “In the leg”."),
    )

    class Meta:
        verbose_name = _("option")
        ordering = ["question", "position", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["question", "key"],
                name="draft_option_key_once",
                violation_error_message=_("Two options of this question have that name."),
            ),
            is_level("flag", "draft_option_flag_is_level"),
        ]

    def __str__(self) -> str:
        return self.label or self.key


class DraftDefinition(Part):
    """A condition with a name, for use in other conditions."""

    kept = (content("draft position key condition"),)

    key = models.CharField(_("name"), max_length=60, help_text=NAME)
    condition = models.TextField(
        _("holds when"), blank=True, help_text=_("Such as: age is any of (age_0_4, age_5_11)")
    )

    class Meta(Part.Meta):
        verbose_name = _("definition")
        constraints = [key_once("draft_definition_key_once")]

    def __str__(self) -> str:
        return self.key
