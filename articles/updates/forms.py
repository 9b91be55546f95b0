"""What readers type and tick to get updates; each error says what to do."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.models import Topic
from articles.updates.address import tidied

LONGEST_TYPED = 320


@dataclass(frozen=True)
class Option:
    """A box to tick, as the template shows it."""

    id: str
    value: str
    label: str
    checked: bool


class TopicsForm(forms.Form):
    """Which topics. They are read once, so that what is sent is compared with them in memory."""

    topics = forms.MultipleChoiceField(
        error_messages={
            "required": _("Choose at least one topic"),
            "invalid_choice": _("Choose from the topics on this page"),
        }
    )

    def __init__(self, *args: Any, chosen: Collection[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {topic.slug: topic for topic in Topic.objects.all()}
        self.chosen = self.data.getlist("topics") if self.is_bound else chosen  # type: ignore[attr-defined]  # always a QueryDict
        field = self.fields["topics"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(slug, topic.title) for slug, topic in self.known.items()]

    def options(self) -> list[Option]:
        return [
            Option(f"topic-{slug}", slug, topic.title, slug in self.chosen)
            for slug, topic in self.known.items()
        ]

    def chosen_topics(self) -> list[Topic]:
        """Of a valid form."""
        return [self.known[slug] for slug in self.cleaned_data["topics"]]

    def topics_error(self) -> str:
        return str(next(iter(self.errors.get("topics", [])), ""))

    def error_links(self) -> list[dict[str, str]]:
        """For the summary at the top: each error, and the first control it is about."""
        first = next(iter(self.known), "")
        text = self.topics_error()
        return [{"text": text, "href": f"#topic-{first}"}] if text else []


class SignUpForm(TopicsForm):
    """Topics and an address."""

    address = forms.CharField(
        max_length=LONGEST_TYPED,
        error_messages={
            "required": _("Enter your e-mail address"),
            "max_length": _("Enter an e-mail address, like name@example.org"),
        },
    )

    def clean_address(self) -> str:
        return tidied(self.cleaned_data["address"])

    def typed_address(self) -> str:
        """What was typed, to be shown again."""
        return str(self.data.get("address", ""))

    def address_error(self) -> str:
        return str(next(iter(self.errors.get("address", [])), ""))

    def error_links(self) -> list[dict[str, str]]:
        links = super().error_links()
        if text := self.address_error():
            links.append({"text": text, "href": "#address"})
        return links
