"""The block `:::name keys` … `:::`, read as one token; around a drawing's words, as three.

The container plugin is not used: left open, its container swallows the rest of the article.
Here an opening line reaches only as far as a closing line that follows before any other opening.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

_OPENING = re.compile(r":{3,}[ \t]*([^\s:].*)")
_CLOSING = re.compile(r":{3,}[ \t]*")

DRAWING = "drawing"
"""The one block with words of the editor's own: they stand beside the drawing."""


def containers_plugin(md: MarkdownIt) -> None:
    """Make `container` tokens: `info` is the opening line's words, `meta["fault"]` what is amiss.

    Faults: "open" (never closed), "filled" (text inside), "stray" (closes nothing), "" (none).
    A drawing becomes `drawing_open` (fault: "wordless"), its words as `inline`, `drawing_close`.
    """
    md.block.ruler.before(
        "fence", "container", _container, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )


def _container(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.is_code_block(start):
        return False
    line = _line(state, start)
    opening = _OPENING.fullmatch(line)
    if opening is None and not _CLOSING.fullmatch(line):
        return False
    if silent:
        return True
    if opening is None:
        _push(state, start, "", "stray")
        state.line = start + 1
        return True
    closing = _closing_line(state, start, end)
    if closing is None:
        _push(state, start, opening[1], "open")
        state.line = start + 1
        return True
    _read_whole(state, start, closing, opening[1])
    state.line = closing + 1
    return True


def _read_whole(state: StateBlock, start: int, closing: int, info: str) -> None:
    if info.split()[0] == DRAWING:
        _push_drawing(state, start, closing, info)
        return
    filled = any(_line(state, number) for number in range(start + 1, closing))
    _push(state, start, info, "filled" if filled else "")
    if filled:
        _read_inside(state, start + 1, closing)


def _push(state: StateBlock, line: int, info: str, fault: str) -> None:
    token = state.push("container", "", 0)
    token.info = info
    token.meta = {"fault": fault}
    token.map = [line, line + 1]
    token.block = True


def _push_drawing(state: StateBlock, start: int, closing: int, info: str) -> None:
    typed = (_line(state, number) for number in range(start + 1, closing))
    words = "\n".join(filter(None, typed))
    opening = state.push("drawing_open", "", 1)
    opening.info, opening.map = info, [start, start + 1]
    opening.meta = {"fault": "" if words else "wordless"}
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = words, [start + 1, closing], []
    state.push("drawing_close", "", -1)


def _read_inside(state: StateBlock, start: int, closing: int) -> None:
    """Text inside is a fault, but it is still shown: the editor must see what to move."""
    outer = state.lineMax
    state.lineMax = closing
    state.md.block.tokenize(state, start, closing)
    state.lineMax = outer


def _closing_line(state: StateBlock, start: int, end: int) -> int | None:
    for number in range(start + 1, end):
        line = _line(state, number)
        if line and state.sCount[number] < state.blkIndent:
            return None
        if _CLOSING.fullmatch(line):
            return number
        if _OPENING.fullmatch(line):
            return None
    return None


def _line(state: StateBlock, number: int) -> str:
    start = state.bMarks[number] + state.tShift[number]
    return state.src[start : state.eMarks[number]].rstrip()
