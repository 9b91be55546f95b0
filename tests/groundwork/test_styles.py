"""The readers' stylesheet is joined from its parts."""

from pathlib import Path

from groundwork.styles import join, squeeze


def test_the_layer_list_comes_first_whatever_the_names(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("@layer base { a { color: red; } }")
    (tmp_path / "_layers.css").write_text("@layer reset, base;")

    assert join(tmp_path).startswith("@layer reset,base;")
    assert join(tmp_path).index("@layer reset") < join(tmp_path).index("color: red")


def test_squeezing_keeps_what_matters() -> None:
    css = """/* why */ .a > .b {
      margin: calc(1rem + 2px) auto;
    }
    @media (width > 30rem) { a { top: 0 } }"""

    assert squeeze(css) == (
        ".a > .b{margin: calc(1rem + 2px) auto}@media (width > 30rem){a{top: 0}}"
    )
