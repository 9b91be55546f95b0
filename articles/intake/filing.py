"""What a record's state is once it has been in a file.

A file holds no blank space at the ends of a text and one kind of line end. An editor can neither
see nor mend these in the admin, where every line typed ends with CR LF, so they are brought into
the file's form and refuse nothing.
"""

import re

from articles.intake.article_kind import ARTICLE
from articles.intake.kinds import Kind, State

_LINE_END = re.compile(r"\r\n?")


def as_filed(kind: Kind, state: State) -> State:
    """The state as `load_content` gives it back. The same for a state that has been in a file."""
    texts = {
        name: _LINE_END.sub("\n", state[name]).strip()
        for name, type_ in kind.shape.fields.items()
        if type_ is str
    }
    return {**state, **texts, **(_parts(state) if kind is ARTICLE else {})}


def _parts(state: State) -> State:
    """An article's text may begin with an indented line; its questions are read line by line."""
    body = _LINE_END.sub("\n", state["body"])
    return {
        "body": body.strip("\n") + "\n",
        "questions": [
            [_LINE_END.sub("\n", question).strip(" "), _LINE_END.sub("\n", answer).strip()]
            for question, answer in state["questions"]
        ],
    }
