"""The readers' stylesheets are joined from their parts."""

import re
from pathlib import Path

from django.conf import settings

from groundwork.styles import JOINED, by_layer, join, parts, short_names, squeeze

STATIC = settings.HOUSE / "static"


def test_the_layer_list_comes_first_whatever_the_names(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("@layer base { a { color: red; } }")
    (tmp_path / "_layers.css").write_text("@layer reset, base;")

    assert join(tmp_path).startswith("@layer reset,base;")
    assert join(tmp_path).index("@layer reset") < join(tmp_path).index("color:red")


def test_squeezing_keeps_what_matters() -> None:
    css = """/* why */ .a > .b :hover {
      margin: calc(1rem + 0.25px) auto;
      content: "a > b: 0.5; ";
      top: 10.5px;
    }
    @media (width > 30rem) { a { top: 0 } }"""

    assert squeeze(css) == (
        '.a>.b :hover{margin:calc(1rem + .25px) auto;content:"a > b: 0.5; ";top:10.5px}'
        "@media (width>30rem){a{top:0}}"
    )


def test_rules_of_a_layer_stand_together_in_their_order() -> None:
    css = "@layer a,b;@layer a{p{x:1}}@layer b{@media print{q{x:2}}}@layer a{r{x:3}}"

    assert by_layer(css) == "@layer a,b;@layer a{p{x:1}r{x:3}}@layer b{@media print{q{x:2}}}"


def test_a_property_has_one_short_name_in_every_sheet() -> None:
    names = short_names(STATIC)
    sent = set(names.values())
    sheets = {name: join(STATIC / folder) for name, folder in JOINED.items()}

    used = {name: set(re.findall(r"var\((--\w+)", css)) for name, css in sheets.items()}
    declared = {name: set(re.findall(r"[{;](--\w+):", css)) for name, css in sheets.items()}

    assert len(sent) > 40
    assert all(len(name) <= len("--aa") for name in sent)
    assert all(names <= sent for names in used.values())
    assert used["front.css"] <= declared["legwise.css"] | declared["front.css"]


def test_a_class_that_looks_like_a_property_keeps_its_name() -> None:
    written = "".join(part.read_text(encoding="utf-8") for part in parts(STATIC / "css"))
    classes = set(re.findall(r"\.[a-z][a-z_-]*--[a-z-]+", written))

    assert classes
    assert [name for name in classes if name not in join(STATIC / "css")] == []


def test_a_colour_with_one_purpose_goes_by_it_and_others_keep_their_names() -> None:
    names = short_names(STATIC)
    css = join(STATIC / "css")

    same = {a for a in names for b in names if a != b and names[a] == names[b]}

    assert names["--chalk"] == names["--page"]
    assert same >= {"--ink", "--text", "--clay", "--accent"}
    assert not {name for name in same if name.startswith(("--emergency", "--urgent", "--soon"))}
    assert css.count(f"{names['--page']}:#") == 2  # by day and in the dark
    assert not re.search(r"(--\w+):var\(\1\)", css)
