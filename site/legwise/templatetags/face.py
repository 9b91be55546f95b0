"""Tags for what the site shows of itself elsewhere: the title of a page, an article's picture."""

from django import template
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from legwise.social import Words

register = template.Library()


class PageTitle(template.Node):
    """What stands between the tags is shown, and shown again by `{{ page_title }}`: a block, which
    a template may hold only once, becomes the title of the page and of a link to it."""

    child_nodelists = ("nodelist",)

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        title = mark_safe(self.nodelist.render(context).strip())  # noqa: S308 - escaped already
        context["page_title"] = title
        return title


@register.tag
def page_title(parser: Parser, _token: Token) -> PageTitle:
    """`{% page_title %}The title{% endpage_title %}`."""
    nodelist = parser.parse(("endpage_title",))
    parser.delete_first_token()
    return PageTitle(nodelist)


@register.simple_tag
def social_picture(slug: str, title: str, topic: str) -> str:
    """The path of an article's picture: another one as soon as its words change."""
    return reverse("social-picture", args=[slug, Words(title, topic).mark])
