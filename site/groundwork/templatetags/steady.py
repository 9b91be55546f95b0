"""A tag for what every reader gets alike: the top and the foot of a page.

It is rendered once for each language and each of the values named, and then kept by the process.
Nothing else of the page reaches it, as with an include's `only`, so it can hold nobody's data. It
must not ask the database, since nothing would make it anew.
"""

from django import template
from django.template.base import Node, NodeList, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()

MOST_KEPT = 64
"""Of one place in a template; more than there are languages and pages in the menu."""


class Steady(Node):
    child_nodelists = ("nodelist",)

    def __init__(self, names: tuple[str, ...], nodelist: NodeList) -> None:
        self.names = names
        self.nodelist = nodelist
        self._kept: dict[tuple[str, ...], SafeString] = {}

    def render(self, context: Context) -> SafeString:
        values = {name: context.get(name, "") for name in self.names}
        key = (get_language() or "", *map(str, values.values()))
        kept = self._kept.get(key)
        if kept is None:
            kept = self.nodelist.render(context.new(values))
            if len(self._kept) >= MOST_KEPT:
                self._kept = {}
            self._kept[key] = kept
        return kept


@register.tag
def steady(parser: Parser, token: Token) -> Steady:
    """`{% steady emergency_number %}The foot of the page{% endsteady %}`: names of texts."""
    _, *names = token.split_contents()
    nodelist = parser.parse(("endsteady",))
    parser.delete_first_token()
    return Steady(tuple(names), nodelist)
