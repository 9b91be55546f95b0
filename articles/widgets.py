"""Stand-in until the real widget is there."""

from markdownx.widgets import AdminMarkdownxWidget


class MarkdownWidget(AdminMarkdownxWidget):
    pass
