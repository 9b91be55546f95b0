"""What a condition says, whatever its definitions are called."""

from collections.abc import Mapping

from triage.engine.conditions import AllOf, AnyOf, Compares, Condition, Includes, Named

# The condition with its definitions opened and the order of its options forgotten.
Meaning = tuple[object, ...]


def meaning(condition: Condition, definitions: Mapping[str, Condition]) -> Meaning:
    """The same for two conditions that differ in names alone."""
    match condition:
        case Includes(question, options):
            return ("is", question, frozenset(options))
        case Compares(question, relation, number):
            return (relation, question, number)
        case Named(name):
            return meaning(definitions[name], definitions)
        case AllOf(parts):
            return ("and", frozenset(meaning(part, definitions) for part in parts))
        case AnyOf(parts):
            return ("or", frozenset(meaning(part, definitions) for part in parts))
