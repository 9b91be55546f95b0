"""Says conditions in FHIR: as plain comparisons where they suffice, else as an expression.

`enableWhen` knows one join for all its comparisons. A condition that mixes “and” with “or” becomes
a FHIRPath expression in the extension that Structured Data Capture defines for that.
"""

from collections.abc import Iterable
from typing import Any

from triage.engine.conditions import AllOf, AnyOf, Compares, Condition, Includes, Named
from triage.engine.numbers import Relation
from triage.engine.parts import NUMBER
from triage.engine.questionnaire import Questionnaire

EXPRESSION = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-enableWhenExpression"
ALL = "all"
ANY = "any"
OPERATORS = {
    Relation.AT_LEAST: ">=",
    Relation.AT_MOST: "<=",
    Relation.MORE_THAN: ">",
    Relation.LESS_THAN: "<",
}

Item = dict[str, Any]


class Conditions:
    """Those of one questionnaire; `url` is where the systems of its codes begin."""

    def __init__(self, questionnaire: Questionnaire, url: str) -> None:
        self.questionnaire = questionnaire
        self.url = url

    def enabling(self, condition: Condition) -> Item:
        """The fields of an item that is asked only when the condition holds."""
        for behavior in (ANY, ALL):
            rows = self._comparisons(condition, behavior)
            if rows is not None:
                return {
                    "enableWhen": rows,
                    **({"enableBehavior": behavior} if len(rows) > 1 else {}),
                }
        value = {"language": "text/fhirpath", "expression": self.expression(condition)}
        return {"extension": [{"url": EXPRESSION, "valueExpression": value}]}

    def expression(self, condition: Condition) -> str:
        """FHIRPath that is true of a response in which the condition holds."""
        match condition:
            case Includes(question, options):
                codes = " or ".join(f"code = '{option}'" for option in options)
                return _found(self.link(question), codes)
            case Compares(question, relation, number):
                return _found(question, f"$this {OPERATORS[relation]} {number}")
            case Named(name):
                return self.expression(self.questionnaire.meanings[name])
            case AllOf(parts):
                return " and ".join(f"({self.expression(part)})" for part in parts)
            case AnyOf(parts):
                return " or ".join(f"({self.expression(part)})" for part in parts)

    def link(self, question: str) -> str:
        """The item that holds a question's options: beside a number they have one of their own."""
        is_number = self.questionnaire.question(question).kind == NUMBER
        return f"{question}/not_sure" if is_number else question

    def system(self, question: str) -> str:
        """Of a question's option codes: “none” means another thing in every question."""
        return f"{self.url}answers/{question}"

    def number(self, question: str, number: str) -> Item:
        """The number under its type's own name, such as {"Integer": 38}."""
        if self.questionnaire.question(question).decimals:
            return {"Decimal": float(number)}
        return {"Integer": int(number)}

    def _comparisons(self, condition: Condition, behavior: str) -> list[Item] | None:
        """Comparisons joined one way; nothing if the condition says more than that."""
        match condition:
            case Includes(question, options) if behavior == ANY or len(options) == 1:
                return [self._includes(question, option) for option in options]
            case Compares():
                return [self._compares(condition)]
            case Named(name):
                return self._comparisons(self.questionnaire.meanings[name], behavior)
            case AnyOf(parts) if behavior == ANY:
                return self._joined(parts, behavior)
            case AllOf(parts) if behavior == ALL:
                return self._joined(parts, behavior)
            case _:
                return None

    def _joined(self, parts: Iterable[Condition], behavior: str) -> list[Item] | None:
        found: list[Item] = []
        for part in parts:
            inner = self._comparisons(part, behavior)
            if inner is None:
                return None
            found += [row for row in inner if row not in found]
        return found

    def _includes(self, question: str, option: str) -> Item:
        answer = {"system": self.system(question), "code": option}
        return {"question": self.link(question), "operator": "=", "answerCoding": answer}

    def _compares(self, compared: Compares) -> Item:
        operator = OPERATORS[compared.relation]
        number = self.number(compared.question, compared.number)
        answer = {f"answer{name}": value for name, value in number.items()}
        return {"question": compared.question, "operator": operator, **answer}


def _found(link: str, which: str) -> str:
    return f"%resource.repeat(item).where(linkId = '{link}').answer.value.where({which}).exists()"
