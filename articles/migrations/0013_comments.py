"""What readers write, held and shown apart; why some is refused; where none is taken."""

from typing import Any

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

REASONS = (
    "Personal details of somebody",
    "Dangerous advice",
    "Asks for help with their own health",
    "Not about this page",
    "Advertising",
    "Rude or hateful",
    "Says nothing",
    "Its writer asked for it",
)


def give_reasons(apps: Any, editor: Any) -> None:
    """The first reasons; moderators change them as they like."""
    reasons = apps.get_model("articles", "RejectionReason").objects.using(editor.connection.alias)
    for place, label in enumerate(REASONS, start=1):
        reasons.get_or_create(label=label, defaults={"order": place * 10})


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0012_search"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="RejectionReason",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "label",
                    models.CharField(
                        help_text="A few words, such as “Dangerous advice”.",
                        max_length=80,
                        unique=True,
                    ),
                ),
                (
                    "order",
                    models.PositiveSmallIntegerField(
                        default=50, help_text="Lower numbers come first: 10 stands before 20."
                    ),
                ),
            ],
            options={
                "ordering": ["order", "label"],
            },
        ),
        migrations.CreateModel(
            name="ClosedComments",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "why",
                    models.CharField(
                        blank=True,
                        help_text="For readers, in a sentence: “We cannot read comments in August.”",
                        max_length=200,
                    ),
                ),
                (
                    "closed_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                (
                    "article",
                    models.OneToOneField(
                        blank=True,
                        help_text="Where no comments are taken. Leave it empty to close them on the whole site.",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="closed_comments",
                        to="articles.article",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "switch to close comments",
                "verbose_name_plural": "switches to close comments",
                "ordering": ["-closed_at"],
            },
        ),
        migrations.CreateModel(
            name="HeldComment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("comment", "A comment on this page"),
                            ("story", "My own experience"),
                        ],
                        default="comment",
                        max_length=10,
                    ),
                ),
                ("name", models.CharField(max_length=60)),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="e-mail address"),
                ),
                ("text", models.TextField()),
                ("language", models.CharField(blank=True, max_length=12)),
                (
                    "red_flags",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="Keys of the care cards they saw before they sent it.",
                    ),
                ),
                ("sent_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "consent",
                    models.TextField(blank=True, help_text="The words a story's writer agreed to."),
                ),
                ("consent_version", models.CharField(blank=True, max_length=20)),
                ("consented_at", models.DateTimeField(null=True)),
                (
                    "form_token",
                    models.CharField(
                        help_text="Tells one form sent twice from two.", max_length=40
                    ),
                ),
                (
                    "text_mark",
                    models.CharField(
                        help_text="The same for texts that differ only in case, space and marks.",
                        max_length=64,
                    ),
                ),
                (
                    "shown_name",
                    models.CharField(max_length=60, verbose_name="name as readers see it"),
                ),
                ("shown_text", models.TextField(verbose_name="text as readers see it")),
                ("reply", models.TextField(blank=True)),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Waiting"),
                            ("approved", "Approved"),
                            ("rejected", "Rejected"),
                        ],
                        max_length=10,
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True)),
                ("note", models.TextField(blank=True)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="held_comments",
                        to="articles.article",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reason",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="held",
                        to="articles.rejectionreason",
                    ),
                ),
            ],
            options={
                "verbose_name": "comment sent to us",
                "verbose_name_plural": "comments sent to us",
                "ordering": ["sent_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Comment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("comment", "A comment on this page"),
                            ("story", "My own experience"),
                        ],
                        max_length=10,
                    ),
                ),
                ("name", models.CharField(max_length=60)),
                ("text", models.TextField()),
                ("language", models.CharField(blank=True, max_length=12)),
                ("is_shortened", models.BooleanField(default=False)),
                ("reply", models.TextField(blank=True, help_text="What we answered, if anything.")),
                ("sent_at", models.DateTimeField()),
                ("approved_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comments",
                        to="articles.article",
                    ),
                ),
                (
                    "held",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comment",
                        to="articles.heldcomment",
                    ),
                ),
            ],
            options={
                "ordering": ["-sent_at", "-pk"],
                "indexes": [
                    models.Index(fields=["article", "-sent_at"], name="comments_of_article")
                ],
            },
        ),
        migrations.AddIndex(
            model_name="heldcomment",
            index=models.Index(fields=["decision", "sent_at"], name="held_comments_waiting"),
        ),
        migrations.AddConstraint(
            model_name="heldcomment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("decision__in", ["", "approved"])),
                fields=("article", "text_mark"),
                name="same_text_once_while_held_or_approved",
            ),
        ),
        migrations.AddConstraint(
            model_name="heldcomment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decision", ""),
                    models.Q(("decided_at__isnull", False), ("email", "")),
                    _connector="OR",
                ),
                name="decided_comment_has_a_time_and_no_email",
            ),
        ),
        migrations.AddConstraint(
            model_name="heldcomment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decision", "rejected"), _negated=True),
                    ("reason__isnull", False),
                    _connector="OR",
                ),
                name="rejected_comment_has_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="heldcomment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "story"), _negated=True),
                    models.Q(
                        ("consented_at__isnull", False),
                        models.Q(("consent", ""), _negated=True),
                        models.Q(("consent_version", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="story_has_consent",
            ),
        ),
        migrations.RunPython(give_reasons, migrations.RunPython.noop),
    ]
