"""A questionnaire as a FHIR R4 `Questionnaire`: what is asked, and when.

Rules, outcomes and proofs do not travel: FHIR's questionnaire has no place for them. The resource
says so itself. What is lost is listed in docs/questionnaire-files.md.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import Any

from triage.engine.parts import MULTI, NUMBER, Option, Page, Question
from triage.engine.questionnaire import Questionnaire
from triage.engine.wording import VOICES, spoken
from triage.files.fhir_conditions import Conditions

Item = dict[str, Any]

ACTIVE = "active"
RETIRED = "retired"
DRAFT = "draft"

CORE = "http://hl7.org/fhir/StructureDefinition"
INSTRUCTIONS = "instructions"
HELP = "help"
LIMITS = (
    "These are the questions alone. The rules that say how soon to get help are not part of this "
    "resource, so it must not be used to decide that."
)
# FHIR allows no more in an id, and no other characters than these.
LONGEST_ID = 64
_NO_ID = re.compile(r"[^A-Za-z0-9.-]+")


@dataclass(frozen=True)
class Edition:
    """What is known of a questionnaire beside its content.

    `url`: the address that names it, the same for every version. `date`: with its time zone, as
    ISO 8601 writes it. `is_experimental`: not meant for real use.
    """

    url: str
    version: str
    status: str
    date: str
    is_experimental: bool


def resource(questionnaire: Questionnaire, edition: Edition) -> Item:
    """The resource as JSON can hold it, worded for readers who ask for themselves."""
    told = [said for said in (questionnaire.scope, questionnaire.not_for, LIMITS) if said]
    return {
        "resourceType": "Questionnaire",
        "id": _NO_ID.sub("-", f"{questionnaire.name}-{edition.version}")[:LONGEST_ID],
        "language": "en",
        "text": {"status": "generated", "div": _narrative(questionnaire.title, told)},
        "url": edition.url,
        "version": edition.version,
        "name": _computer_name(questionnaire.name),
        "title": questionnaire.title,
        "status": edition.status,
        "experimental": edition.is_experimental,
        "subjectType": ["Patient"],
        "date": edition.date,
        "publisher": "Legwise",
        "description": "\n\n".join(told),
        "item": list(_Items(questionnaire, edition.url).sections()),
    }


class _Items:
    """The items of one questionnaire."""

    def __init__(self, questionnaire: Questionnaire, url: str) -> None:
        self.questionnaire = questionnaire
        self.conditions = Conditions(questionnaire, url)

    def sections(self) -> Iterator[Item]:
        """One group for each stretch of pages in a section, in the order of asking."""
        stretches = groupby(self.questionnaire.steps, self._section_of)
        for place, (section, pages) in enumerate(stretches, start=1):
            yield {
                "linkId": f"section/{place}",
                "type": "group",
                "text": spoken(self.questionnaire.section(section).title, VOICES[0]),
                "item": [item for page in pages for item in self.page(page)],
            }

    def page(self, page: Page) -> list[Item]:
        """A group for a joint page, else what its one question needs."""
        questions = map(self.questionnaire.question, page.questions)
        asked = [item for question in questions for item in self.question(question)]
        if not page.is_joint:
            return asked
        group = f"page/{page.id}"
        hint = [_words(f"{group}/hint", page.hint, INSTRUCTIONS)] if page.hint else []
        text = spoken(page.title, VOICES[0])
        return [{"linkId": group, "type": "group", "text": text, "item": [*hint, *asked]}]

    def question(self, question: Question) -> list[Item]:
        if question.kind == NUMBER:
            return [self._number(question), *self._doubt(question)]
        return [self._choice(question, _beside(question))]

    def _choice(self, question: Question, words: list[Item]) -> Item:
        return {
            "linkId": question.id,
            **self._when(question),
            "type": "choice",
            "text": spoken(question.text, VOICES[0]),
            "required": True,
            "repeats": question.kind == MULTI,
            "answerOption": self._options(question),
            **({"item": words} if words else {}),
        }

    def _number(self, question: Question) -> Item:
        """Needed unless the reader may say “Not sure” in the item after it."""
        words = _beside(question)
        when = self._when(question)
        kind = "decimal" if question.decimals else "integer"
        return {
            "linkId": question.id,
            **when,
            "extension": [*when.get("extension", ()), *self._measure(question)],
            "type": kind,
            "text": spoken(question.text, VOICES[0]),
            "required": not question.options,
            **({"item": words} if words else {}),
        }

    def _doubt(self, question: Question) -> list[Item]:
        """“Not sure” about a number; FHIR has no number question with an option beside it."""
        if not question.options:
            return []
        return [
            {
                "linkId": self.conditions.link(question.id),
                **self._when(question),
                "type": "choice",
                "text": spoken(question.text, VOICES[0]),
                "required": False,
                "answerOption": self._options(question),
            }
        ]

    def _measure(self, question: Question) -> list[Item]:
        """The limits, and the unit in words."""
        limits = [("minValue", question.least), ("maxValue", question.most)]
        unit = {"url": f"{CORE}/questionnaire-unit", "valueCoding": {"display": question.unit}}
        return [
            *(
                {"url": f"{CORE}/{name}", **self._value(question.id, number)}
                for name, number in limits
            ),
            *([unit] if question.unit else []),
        ]

    def _value(self, question: str, number: str) -> Item:
        named = self.conditions.number(question, number)
        return {f"value{name}": value for name, value in named.items()}

    def _when(self, question: Question) -> Item:
        return self.conditions.enabling(question.ask_when) if question.ask_when else {}

    def _options(self, question: Question) -> list[Item]:
        return [self._option(question.id, option) for option in question.options]

    def _option(self, question: str, option: Option) -> Item:
        coding = {
            "system": self.conditions.system(question),
            "code": option.id,
            "display": spoken(option.label, VOICES[0]),
        }
        only = {"url": f"{CORE}/questionnaire-optionExclusive", "valueBoolean": True}
        return {**({"extension": [only]} if option.is_exclusive else {}), "valueCoding": coding}

    def _section_of(self, page: Page) -> str:
        return self.questionnaire.question(page.questions[0]).section


def _beside(question: Question) -> list[Item]:
    """Help with answering, and why we ask."""
    said = {INSTRUCTIONS: question.hint, HELP: question.why}
    return [
        _words(f"{question.id}/{purpose}", text, purpose) for purpose, text in said.items() if text
    ]


def _words(link: str, text: str, purpose: str) -> Item:
    """A text beside a question, marked with what it is for."""
    coding = {"system": "http://hl7.org/fhir/questionnaire-display-category", "code": purpose}
    category = {
        "url": f"{CORE}/questionnaire-displayCategory",
        "valueCodeableConcept": {"coding": [coding]},
    }
    said = spoken(text, VOICES[0])
    return {"linkId": link, "extension": [category], "type": "display", "text": said}


def _narrative(title: str, told: list[str]) -> str:
    paragraphs = "".join(f"<p>{escape(said)}</p>" for said in (title, *told))
    return f'<div xmlns="http://www.w3.org/1999/xhtml">{paragraphs}</div>'


def _computer_name(name: str) -> str:
    """A name that programs can use: `legs` is LegwiseLegs."""
    return "Legwise" + "".join(word.capitalize() for word in re.findall("[A-Za-z0-9]+", name))
