"""YAML that remembers its lines, so that an error in a content file can say where it is.

Stricter than YAML itself: a key given twice is an error, not a silent last-one-wins.
"""

import re
from collections.abc import Hashable
from typing import Any

import yaml

# Nothing of ours goes deeper than 20; the reader in C fills its stack at some ten thousand.
DEEPEST_READ_QUICKLY = 100


class LinedDict(dict[str, Any]):
    """A mapping that knows the line it starts on and the line of each of its keys (from 1)."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}

    def line_of(self, key: str) -> int:
        """The line of `key`, or of the mapping when it has no such key."""
        return self.lines.get(key, self.line)


class YamlProblem(ValueError):
    """The text is not the YAML we expect. `line` counts from 1."""

    def __init__(self, line: int, problem: str) -> None:
        super().__init__(problem)
        self.line = line
        self.problem = problem


class _Lining(yaml.constructor.SafeConstructor):
    """What a safe loader needs to build `LinedDict`s."""

    first_line = 1

    def construct_lined(self, node: yaml.MappingNode) -> LinedDict:
        lined = LinedDict(node.start_mark.line + self.first_line)
        for key_node, value_node in node.value:
            key = self._key(key_node)
            line = key_node.start_mark.line + self.first_line
            if key in lined:
                raise YamlProblem(line, f"The key “{key}” stands here a second time.")
            lined.lines[key] = line
            lined[key] = self.construct_object(value_node, deep=True)
        return lined

    def _key(self, node: yaml.Node) -> str:
        key: Hashable = self.construct_object(node, deep=True)
        if not isinstance(key, str):
            line = node.start_mark.line + self.first_line
            raise YamlProblem(line, f"The key {key!r} is not a word. Put quotation marks round it.")
        return key

    def construct_whole(self, node: yaml.ScalarNode) -> str:
        """The text, with characters joined that JSON writes as two escapes: \\ud83d\\ude00."""
        text = str(self.construct_scalar(node))
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


class _LinedLoader(_Lining, yaml.SafeLoader):
    """Says best what is wrong with a text."""


class _QuickLoader(_Lining, yaml.CSafeLoader):
    """Reads the same about six times faster, in C: only for texts that do not nest deeply."""


def _build_lined(loader: Any) -> None:
    loader.add_constructor("tag:yaml.org,2002:map", loader.construct_lined)
    loader.add_constructor("tag:yaml.org,2002:str", loader.construct_whole)


_build_lined(_LinedLoader)
_build_lined(_QuickLoader)


def load(text: str, first_line: int = 1) -> Any:
    """Read one YAML or JSON document; `first_line` is where its text starts in the whole file.

    Raises `YamlProblem` with the line.
    """
    text = _indented_by_spaces(text)
    try:
        return _read_quickly(text, first_line)
    except (yaml.YAMLError, _TooDeep, UnicodeError):
        return _read(text, first_line)


class _TooDeep(Exception):
    """Nested so deeply that reading it in C could end the process."""


def _read_quickly(text: str, first_line: int) -> Any:
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEEPEST_READ_QUICKLY:
                raise _TooDeep
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    loader = _QuickLoader(text)
    loader.first_line = first_line
    try:
        return loader.get_single_data()
    finally:
        loader.dispose()


def _read(text: str, first_line: int) -> Any:
    try:
        loader = _LinedLoader(text)
    except yaml.reader.ReaderError as error:
        line = text[: error.position].count("\n") + first_line
        raise YamlProblem(line, "This is not YAML: a character that cannot be shown.") from error
    loader.first_line = first_line
    try:
        return loader.get_single_data()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = mark.line + first_line if mark else first_line
        raise YamlProblem(line, f"This is not YAML: {error.problem}.") from error
    except yaml.YAMLError as error:
        raise YamlProblem(first_line, f"This is not YAML: {error}.") from error
    except RecursionError as error:
        raise YamlProblem(first_line, "This goes deeper than anything of ours.") from error
    finally:
        loader.dispose()


def _indented_by_spaces(text: str) -> str:
    """JSON may be indented with tabs, which YAML refuses; in YAML itself they stay refused."""
    is_json = text.lstrip()[:1] in ("{", "[")
    return re.sub(r"^\t+", "  ", text, flags=re.MULTILINE) if is_json else text
