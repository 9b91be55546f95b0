"""Every text readers see is translated, whole, and what Django loads is what was translated."""

import gettext
import io

import pytest

from groundwork.languages import others
from legwise.languages import catalogue
from legwise.languages.catalogue import Said
from legwise.languages.faults import faults_of
from legwise.languages.gathering import Text, gathered, texts_of


@pytest.mark.parametrize("language", others())
def test_every_text_readers_see_is_translated(language: str) -> None:
    known = catalogue.read(catalogue.folder_of(language) / "django.po")

    faults = faults_of(gathered().values(), known)

    assert not faults, "Run manage.py translate, fill in the .po file, run it again:\n" + "\n".join(
        faults
    )


@pytest.mark.parametrize("language", others())
def test_the_catalogue_is_what_the_command_writes(language: str) -> None:
    folder, texts = catalogue.folder_of(language), gathered().values()
    known = catalogue.read(folder / "django.po")

    written = catalogue.as_po(language, texts, known)

    said = "Run manage.py translate."
    assert (folder / "django.po").read_text(encoding="utf-8") == written, said
    assert (folder / "django.mo").read_bytes() == catalogue.as_mo(language, texts, known), said


def test_texts_are_found_in_templates_and_in_code() -> None:
    template = (
        "{% load i18n %}{% translate 'One (1)' %}{% translate 'Back' context 'side' %}"
        "{% include 'a.html' with title=_('Gone') only %}{# {% translate 'No' %} #}"
        "{% blocktranslate count n=n %}{{ n }} sign{% plural %}{{ n }} signs{% endblocktranslate %}"
    )
    code = "_('A' 'B')\nngettext('one', 'many', n)\n_(name)\nother('C')"

    in_template = texts_of(template, is_template=True)
    in_code = texts_of(code, is_template=False)

    assert {(t.one, t.many, t.context) for t in in_template} == {
        ("One (1)", "", ""),
        ("Back", "", "side"),
        ("Gone", "", ""),
        ("%(n)s sign", "%(n)s signs", ""),
    }
    assert [(t.one, t.many) for t in in_code] == [("AB", ""), ("one", "many")]


@pytest.mark.parametrize(
    ("text", "said", "fault"),
    [
        (Text("Go"), None, "not translated"),
        (Text("Go"), Said(""), "not translated"),
        (Text("%(n)s sign", "%(n)s signs"), Said("%(n)s señal"), "not translated"),
        (Text("Go"), Said("Ir", is_fuzzy=True), "marked as fuzzy"),
        (Text("Call %(number)s"), Said("Llame al %(numero)s"), "placeholders or tags differ"),
        (Text("Write {least}"), Said("Escriba {most}"), "placeholders or tags differ"),
        (Text("<b>Now</b>"), Said("<b>Ya"), "placeholders or tags differ"),
        (Text(" or "), Said("o"), "begins or ends with another space"),
    ],
)
def test_a_translation_that_is_lacking_or_would_break_is_named(
    text: Text, said: Said | None, fault: str
) -> None:
    text.places = ["a.html"]

    (found,) = faults_of([text], {text.key: said} if said else {})

    assert found.startswith(fault)
    assert "a.html" in found


def test_a_sound_translation_has_no_fault() -> None:
    texts = [Text("Call %(n)s"), Text("one sign", "%(n)s signs"), Text("Back", context="side")]
    known = {
        ("", "Call %(n)s"): Said("Llame al %(n)s"),
        ("", "one sign"): Said("una señal", "%(n)s señales"),
        ("side", "Back"): Said("Detrás"),
    }

    assert faults_of(texts, known) == []


def test_what_is_written_reads_back_and_compiles_to_what_gettext_loads(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    texts = [
        Text('Say "no"\nor \\ go', places=["a.html"]),
        Text("%(n)s sign", "%(n)s signs", places=["b.py"]),
        Text("Back", context="side", places=["c.html"]),
        Text("Unsaid", places=["c.html"]),
        Text("Doubtful", places=["c.html"]),
    ]
    known = {
        texts[0].key: Said('Diga «no» y "sí"\no \\ vaya'),
        texts[1].key: Said("%(n)s señal", "%(n)s señales"),
        texts[2].key: Said("Detrás"),
        texts[4].key: Said("Dudoso", is_fuzzy=True),
    }
    path = tmp_path_factory.mktemp("po") / "django.po"
    path.write_text(catalogue.as_po("es", texts, known), encoding="utf-8")

    read = catalogue.read(path)
    loaded = gettext.GNUTranslations(io.BytesIO(catalogue.as_mo("es", texts, read)))

    assert {key: said for key, said in read.items() if key in known} == known
    assert loaded.gettext(texts[0].one) == known[texts[0].key].one
    assert [loaded.ngettext("%(n)s sign", "%(n)s signs", n) for n in (0, 1, 2)] == [
        "%(n)s señales",
        "%(n)s señal",
        "%(n)s señales",
    ]
    assert loaded.pgettext("side", "Back") == "Detrás"
    assert loaded.gettext("Unsaid") == "Unsaid"
    assert loaded.gettext("Doubtful") == "Doubtful"


def test_a_catalogue_that_cannot_be_read_names_the_line(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    path = tmp_path_factory.mktemp("po") / "django.po"
    path.write_text('msgid "Go"\nmsgstr "Ir\n', encoding="utf-8")

    with pytest.raises(catalogue.BadCatalogue, match="Line 2"):
        catalogue.read(path)
