"""The register of claims, and the sources they stand on."""

from django.core.validators import MinLengthValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy

from groundwork.privacy import content

key_rule = RegexValidator(
    r"\A[a-z0-9]+(-[a-z0-9]+)*\Z",
    gettext_lazy("Use small letters, digits and single hyphens, such as nice-ng158."),
)


class Stance(models.TextChoices):
    """What the evidence says of the thing claimed."""

    HELPS = "helps", gettext_lazy("helps")
    MAY_HELP = "may-help", gettext_lazy("may help")
    DOES_NOT_HELP = "does-not-help", gettext_lazy("does not help")
    HARMS = "harms", gettext_lazy("harms")
    IS_SO = "is-so", gettext_lazy("is so")
    IS_A_MYTH = "is-a-myth", gettext_lazy("is a myth")
    UNKNOWN = "unknown", gettext_lazy("not known")


class Strength(models.TextChoices):
    """How good the research is, not how important the claim is."""

    STRONG = "strong", gettext_lazy("strong")
    MODERATE = "moderate", gettext_lazy("moderate")
    LIMITED = "limited", gettext_lazy("limited")
    EXPERT_OPINION = "expert-opinion", gettext_lazy("expert opinion")


class Source(models.Model):
    """A published work or page that a claim or a red flag rests on."""

    kept = (
        content(
            "key authors title publisher year url doi kind read_as checked_on note "
            "retracted_on retraction_note"
        ),
    )

    class Kind(models.TextChoices):
        GUIDELINE = "guideline", gettext_lazy("Guideline")
        SYSTEMATIC_REVIEW = "systematic-review", gettext_lazy("Systematic review")
        RCT = "rct", gettext_lazy("Randomised trial")
        COHORT = "cohort", gettext_lazy("Observational study")
        CASE_REPORT = "case-report", gettext_lazy("Case report")
        REFERENCE_PAGE = "reference-page", gettext_lazy("Reference page")
        REVIEW = "review", gettext_lazy("Review article")
        EXPERIMENT = "experiment", gettext_lazy("Experiment")
        REGULATOR = "regulator", gettext_lazy("Regulator's notice")
        TEXTBOOK = "textbook", gettext_lazy("Textbook")
        PATIENT_INFO = "patient-info", gettext_lazy("Patient information")

    key = models.CharField(
        max_length=60,
        unique=True,
        validators=[key_rule],
        help_text=gettext_lazy(
            "What you type to cite it, such as herbert-2011. It cannot be changed later."
        ),
    )
    authors = models.CharField(
        max_length=500,
        blank=True,
        help_text=gettext_lazy(
            "As the work names them: “Herbert RD, de Noronha M, Kamper SJ”. Leave it empty "
            "if a body wrote it."
        ),
    )
    title = models.CharField(
        max_length=500,
        help_text=gettext_lazy("Copy it from the work, in its own language and spelling."),
    )
    publisher = models.CharField(
        max_length=300,
        blank=True,
        help_text=gettext_lazy("The journal with volume and pages, or the body, such as “NICE”."),
    )
    year = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        help_text=gettext_lazy("When it came out or was last changed, such as 2019."),
    )
    url = models.URLField(
        "address",
        max_length=500,
        blank=True,
        help_text=gettext_lazy(
            "Where you read it, starting with https://. Give this, the DOI, or both."
        ),
    )
    doi = models.CharField(
        "DOI",
        max_length=120,
        blank=True,
        help_text=gettext_lazy(
            "Only the number, without an address in front: 10.1002/14651858.CD004577.pub3"
        ),
    )
    kind = models.CharField(
        max_length=20,
        choices=Kind,
        help_text=gettext_lazy(
            "Choose what it says it is: a paper that pools trials is a systematic review."
        ),
    )
    read_as = models.CharField(
        max_length=200,
        blank=True,
        help_text=gettext_lazy("How much of it you read: “abstract”, “page”, “full text”."),
    )
    checked_on = models.DateField(
        null=True,
        blank=True,
        help_text=gettext_lazy(
            "The day you last opened it and found that it says what we say it says."
        ),
    )
    note = models.TextField(
        blank=True,
        help_text=gettext_lazy(
            "What your colleagues should know, such as “Only people over 60 took part”. "
            "Readers never see it."
        ),
    )
    retracted_on = models.DateField(
        "retracted",
        null=True,
        blank=True,
        help_text=gettext_lazy(
            "The day it was retracted or withdrawn. What cites it is then not published."
        ),
    )
    retraction_note = models.CharField(
        max_length=300,
        blank=True,
        help_text=gettext_lazy("Where you read that, such as the notice's address."),
    )

    class Meta:
        ordering = ["key"]
        constraints = [
            models.CheckConstraint(
                name="retraction_says_where_it_was_read",
                condition=models.Q(retracted_on__isnull=True) | ~models.Q(retraction_note=""),
                violation_error_message="Say where you read that it was retracted.",
            ),
            models.CheckConstraint(
                name="source_can_be_found",
                condition=~models.Q(url="") | ~models.Q(doi=""),
                violation_error_message="Give an address or a DOI, so that a reader can find it.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.title}"


class Claim(models.Model):
    """One thing we say, with which way the evidence points and how good it is."""

    kept = (content("key wording stance strength why is_policy checked note sources"),)

    class Checked(models.TextChoices):
        YES = "yes", gettext_lazy("Every fact was read in a cited source")
        PARTLY_RESOLVED = "partly-resolved", gettext_lazy("Partly; worded down to what was read")

    key = models.CharField(
        max_length=60,
        unique=True,
        validators=[key_rule],
        help_text=gettext_lazy(
            "What you type to cite it, such as treat-07. It cannot be changed later."
        ),
    )
    wording = models.TextField(
        validators=[MinLengthValidator(10)],
        help_text=gettext_lazy(
            "One sentence in plain words, as you would say it to a reader: “Stretching "
            "before bed may make cramps rarer.”"
        ),
    )
    stance = models.CharField(
        max_length=20,
        choices=Stance,
        help_text=gettext_lazy(
            "Which way the evidence points. If you change it, you see which articles use "
            "the claim, so that you can look at their words again."
        ),
    )
    strength = models.CharField(
        gettext_lazy("strength of evidence"),
        max_length=20,
        choices=Strength,
        help_text=gettext_lazy(
            "How good the research is, not how important the claim is: one small trial is "
            "limited, however welcome its result."
        ),
    )
    why = models.TextField(
        gettext_lazy("why this strength"),
        blank=True,
        help_text=gettext_lazy(
            "What you would answer a colleague who asks: “Two small trials, and they disagree.”"
        ),
    )
    sources = models.ManyToManyField(
        Source,
        blank=True,
        related_name="claims",
        help_text=gettext_lazy(
            "Choose each source you read for it. Type a part of a name or key, such as herb."
        ),
    )
    is_policy = models.BooleanField(
        gettext_lazy("our policy"),
        default=False,
        help_text=gettext_lazy(
            "Tick when this is our own rule. It is shown as our policy, without a source."
        ),
    )
    checked = models.CharField(
        max_length=20,
        choices=Checked,
        default=Checked.YES,
        help_text=gettext_lazy(
            "Whether you compared the wording with the source's own text, fact by fact."
        ),
    )
    note = models.TextField(
        blank=True,
        help_text=gettext_lazy(
            "What is still open, such as “Dose not given in the abstract”. Readers never see it."
        ),
    )

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return f"{self.key}: {self.wording[:80]}"
