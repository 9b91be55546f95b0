"""What was typed into an article's form, whether it can be saved or not.

Rows of questions and related articles are known to the form by their keys. When a colleague saved
meanwhile, those rows may be gone or stand for something else; then what was typed is tied anew to
the rows there are, so that nothing typed is refused for a key nobody sees.
"""

from collections.abc import Mapping
from typing import Any

from django.db.models import Model
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Article, Topic
from articles.snapshot import LINKS, PLAIN, Content

Row = dict[str, str]
# Prefix of the rows -> the field by which a typed row finds the row it stood for.
MOST_ROWS = 1_000
ROWS = {"questions": "question", "related_choices": "other"}
# Prefix -> all that is typed in a row.
FIELDS = {"questions": ("question", "answer"), "related_choices": ("other",)}
TEXTS = {
    "title": gettext_lazy("Title"),
    "short_answer": gettext_lazy("Short answer"),
    "body": gettext_lazy("Text"),
    "description": gettext_lazy("Description"),
    "keywords": gettext_lazy("Keywords"),
}


def content_of(form: QueryDict, otherwise: Content) -> Content:
    """As a version would hold it; what the form does not say, or says wrongly, is `otherwise`."""
    topic = Topic.objects.filter(pk=_number(form.get("topic", ""))).first()
    related = (_number(row["other"]) for row in rows_in(form, "related_choices"))
    return {
        **otherwise,
        **{name: _plain(name, str(form[name]), otherwise) for name in PLAIN if name in form},
        **{name: _chosen(form, name) for name in LINKS},
        "topic": topic.slug if topic else otherwise["topic"],
        "questions": [[row["question"], row["answer"]] for row in rows_in(form, "questions")],
        "related": [key for key in related if key],
    }


def texts_of(form: QueryDict) -> list[tuple[str, str]]:
    """What can be copied out of a form that is not saved: names and words."""
    texts = [(str(label), str(form.get(name, ""))) for name, label in TEXTS.items()]
    for place, row in enumerate(rows_in(form, "questions"), start=1):
        texts += [
            ((_("Question %(place)s") % {"place": place}), row["question"]),
            ((_("Answer %(place)s") % {"place": place}), row["answer"]),
        ]
    return [(label, text) for label, text in texts if text.strip()]


def rows_in(form: QueryDict, prefix: str) -> list[Row]:
    """The rows that would be saved, in the order readers get them."""
    count = min(_number(form.get(f"{prefix}-TOTAL_FORMS", "")), MOST_ROWS)
    names = FIELDS[prefix]
    rows = [
        {name: _lines(form.get(f"{prefix}-{number}-{name}", "")) for name in (*names, "order")}
        for number in range(count)
        if not form.get(f"{prefix}-{number}-DELETE")
    ]
    filled = [row for row in rows if any(row[name] for name in names)]
    return sorted(filled, key=lambda row: _number(row["order"]))


def tied_anew(form: QueryDict, article: Article) -> QueryDict:
    """The same form, its rows tied to those the article has now. Costs two queries."""
    tied = form.copy()
    for prefix, key in ROWS.items():
        manager = getattr(article, prefix)
        existing = [(row, _text_of(row, key)) for row in manager.order_by("order", "pk")]
        _tie(tied, prefix, key, article, existing)
    return tied


def _tie(
    form: QueryDict, prefix: str, key: str, article: Article, existing: list[tuple[Model, str]]
) -> None:
    typed = [{**row, "order": str(place)} for place, row in enumerate(rows_in(form, prefix))]
    for name in [name for name in form if name.startswith(f"{prefix}-")]:
        if not name.endswith(("MIN_NUM_FORMS", "MAX_NUM_FORMS")):
            del form[name]
    rows: list[Mapping[str, str]] = []
    for row, text in existing:
        mine = next((each for each in typed if each[key] == text), None)
        if mine:
            typed.remove(mine)
        rows.append({**(mine or {key: text, "DELETE": "on"}), "id": str(row.pk)})
    for number, each in enumerate([*rows, *typed]):
        for name, value in {**each, "article": str(article.pk)}.items():
            form[f"{prefix}-{number}-{name}"] = value
    form[f"{prefix}-INITIAL_FORMS"] = str(len(existing))
    form[f"{prefix}-TOTAL_FORMS"] = str(len(rows) + len(typed))


def _text_of(row: Model, key: str) -> str:
    field = row._meta.get_field(key)
    return str(getattr(row, field.attname if hasattr(field, "attname") else key))


def _plain(name: str, typed: str, otherwise: Content) -> Any:
    if name == "order":
        return _number(typed) if typed.strip() else otherwise[name]
    text = _lines(typed).strip()
    return f"{text}\n" if name == "body" and text else text


def _chosen(form: QueryDict, name: str) -> list[str]:
    model, key = LINKS[name]
    keys = [_number(value) for value in form.getlist(name)]
    return sorted(model._default_manager.filter(pk__in=keys).values_list(key, flat=True))


def _lines(typed: str) -> str:
    return typed.replace("\r\n", "\n")


def _number(typed: str) -> int:
    """A row's key or an order as typed; 0 for what is none."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0
