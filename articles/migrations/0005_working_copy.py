from django.db import migrations


class Migration(migrations.Migration):
    """What readers get stands in editions now; the working copy keeps text alone."""

    dependencies = [
        ("articles", "0004_first_versions"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="article",
            name="article_published_has_a_date",
        ),
        migrations.RemoveIndex(
            model_name="article",
            name="article_public",
        ),
        migrations.RemoveField(
            model_name="article",
            name="body_html",
        ),
        migrations.RemoveField(
            model_name="article",
            name="headings",
        ),
        migrations.RemoveField(
            model_name="article",
            name="help_html",
        ),
        migrations.RemoveField(
            model_name="article",
            name="published_at",
        ),
        migrations.RemoveField(
            model_name="article",
            name="questions_html",
        ),
        migrations.RemoveField(
            model_name="article",
            name="rendered_by",
        ),
        migrations.RemoveField(
            model_name="article",
            name="short_answer_html",
        ),
        migrations.RemoveField(
            model_name="article",
            name="sources_html",
        ),
        migrations.RemoveField(
            model_name="article",
            name="state",
        ),
        migrations.RemoveField(
            model_name="article",
            name="word_count",
        ),
    ]
