"""Pictures go out with their files and come in again, byte by byte, or are refused by name."""

import os
import struct
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User

from articles.intake import Problem, load_folder
from articles.models import Page, Picture, Topic
from articles.outgoing import CannotWrite, compare_folder, export_folder
from articles.pictures.keeping import delete
from tests.articles.content import edit
from tests.articles.outgoing.exports import empty_the_database, files, run, states
from tests.articles.pictures.making import WORDS, encoded, files_kept, kept_picture, scene
from tests.articles.standing import edition_of

pytestmark = pytest.mark.django_db

LIST = "pictures.yaml"


@pytest.fixture
def editor() -> User:
    return User.objects.create_user("editor")


@pytest.fixture
def shown(content: Path, editor: User) -> Picture:
    """A picture of two sizes and odd words, shown by an article, a topic and a page."""
    picture = kept_picture(editor, caption="“Yes”: it's *odd* # no\n---\n\u202e كلمة")
    line = f"![]({picture.address})"
    edit(content / "articles" / "night-cramps.md", "Stretch before bed.", f"{line}\n\nStretch.")
    edit(content / "pages" / "about.md", "Editors.", f"Editors.\n\n{line}")
    edit(content / "topics.yaml", "'Start **here**.'", f'"Start.\\n\\n{line}"')
    assert load_folder(content).problems == []
    return picture


@pytest.fixture
def out(shown: Picture, tmp_path: Path) -> Path:
    export_folder(tmp_path / "out")
    return tmp_path / "out"


def empty_the_place() -> None:
    empty_the_database()
    for file in files_kept():
        file.unlink()


def problems_of(folder: Path) -> list[Problem]:
    return load_folder(folder).problems


def test_pictures_go_out_and_fill_an_empty_place_with_the_same(out: Path, tmp_path: Path) -> None:
    before, kept = states(), {file: file.read_bytes() for file in files_kept()}
    empty_the_place()

    loading = load_folder(out)

    assert [str(problem) for problem in loading.problems] == []
    assert states() == before
    assert {file: file.read_bytes() for file in files_kept()} == kept
    assert len(kept) == 3
    export_folder(tmp_path / "again")
    assert files(tmp_path / "again") == files(out)


def test_an_article_a_topic_and_a_page_show_the_picture_that_came_in(out: Path) -> None:
    name = Picture.objects.get().name
    empty_the_place()

    load_folder(out)

    assert Picture.objects.get().uploaded_by is None
    for html in (
        edition_of("night-cramps").body_html,
        Topic.objects.get().introduction_html,
        Page.objects.get().body_html,
    ):
        assert f'<img src="/media/pictures/{name}.webp"' in html


def test_loading_and_exporting_again_touch_nothing(out: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in (*out.rglob("*"), *files_kept())}

    loading = load_folder(out)
    planned = export_folder(out)

    assert (loading.changes, loading.problems, planned.differs) == ([], [], False)
    assert {p: p.stat().st_mtime_ns for p in (*out.rglob("*"), *files_kept())} == before


def test_without_pictures_there_is_no_list_of_them(content: Path, tmp_path: Path) -> None:
    load_folder(content)

    export_folder(tmp_path / "out")

    assert [name for name in files(tmp_path / "out") if "picture" in name] == []


def test_the_files_of_a_picture_that_is_gone_go_too_and_others_stay(
    out: Path, editor: User, django_capture_on_commit_callbacks: Any
) -> None:
    other = kept_picture(editor, encoded(scene((30, 30), shift=9)))
    export_folder(out)
    (out / "pictures" / "notes.txt").write_text("Ours.", encoding="utf-8")
    with django_capture_on_commit_callbacks(execute=True):
        delete(picture=other, by=editor)

    planned = export_folder(out)

    assert planned.removed == (f"pictures/{other.name}.webp",)
    assert (planned.changed, planned.left_alone) == (
        ("export.txt", LIST),
        ("pictures/notes.txt",),
    )


def test_a_check_fails_for_a_file_of_a_picture_that_is_another(out: Path) -> None:
    file = out / files_of()[0]
    file.write_bytes(file.read_bytes()[:-1] + b"x")

    assert compare_folder(out).changed == (files_of()[0],)
    assert "1 changed" in run(out)
    assert not compare_folder(out).differs


def files_of() -> list[str]:
    return Picture.objects.get().files


def test_an_export_is_refused_when_a_picture_has_lost_its_file(out: Path) -> None:
    before = files(out)
    files_kept()[0].unlink()
    Topic.objects.update(title="Sound, and would be written")

    with pytest.raises(CannotWrite, match=r"picture pictures/.*\.webp: .* not there\. Bring it"):
        export_folder(out)

    assert files(out) == before


def test_an_export_that_fails_at_a_picture_is_undone(
    out: Path, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(out)
    new = kept_picture(editor, encoded(scene((30, 30), shift=9)))
    move = os.replace

    def fail_at_pictures(source: Path, target: Path) -> None:
        if source.parent.name == "new" and target == out / LIST:
            assert (out / new.files[0]).exists()
            raise OSError("The disk is full.")
        move(source, target)

    monkeypatch.setattr("articles.outgoing.folder.os.replace", fail_at_pictures)

    with pytest.raises(OSError, match="disk"):
        export_folder(out)

    assert files(out) == before


def test_new_words_come_in_by_file_and_reach_every_text(out: Path) -> None:
    load_folder(out)  # as loaded from now on
    edit(out / LIST, WORDS["credit"], "A new credit")

    loading = load_folder(out)

    assert [change[:2] for change in loading.changes] == [("changed", "picture")]
    assert loading.rendered_again == 2
    for html in (
        edition_of("night-cramps").body_html,
        Topic.objects.get().introduction_html,
        Page.objects.get().body_html,
    ):
        assert "Picture: A new credit" in html


def test_words_an_editor_changed_are_kept_unless_told_otherwise(out: Path) -> None:
    load_folder(out)
    Picture.objects.update(credit="An editor's credit")

    kept = load_folder(out)

    assert [change[:2] for change in kept.changes] == [("kept", "picture")]
    assert Picture.objects.get().credit == "An editor's credit"
    load_folder(out, overwrite=True)
    assert Picture.objects.get().credit == WORDS["credit"]


def test_a_file_that_was_lost_comes_back(out: Path) -> None:
    lost = files_kept()[0]
    data = lost.read_bytes()
    lost.unlink()

    assert problems_of(out) == []
    assert lost.read_bytes() == data


BAD_NAMES = ["../../kqm3xq9dthsw", "/etc/kqm3xq9dths", "KQM3XQ9DTHSW", "kqm3xq9dthsw-4", "kqm3\\n"]


@pytest.mark.parametrize("name", BAD_NAMES)
def test_a_name_that_is_not_ours_is_never_put_into_a_path(
    out: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(out / LIST, f"name: {Picture.objects.get().name}", f'name: "{name}"')
    empty_the_place()
    monkeypatch.setattr("articles.intake.picture_kind.fault_of", _never)

    (problem,) = (p for p in problems_of(out) if p.file == LIST)

    assert "not a name such as we give" in problem.problem
    assert problem.line == 4
    assert nothing_came()


def _never(*_arguments: object) -> str:
    raise AssertionError("a file was looked for")


def nothing_came() -> bool:
    return not Picture.objects.exists() and files_kept() == []


FIELDS = [
    ("width: 1000", "width: 0", "between 1 and 1600"),
    ("width: 1000", "width: 1601", "between 1 and 1600"),
    ("height: 500", f"height: {10**30}", "between 1 and 1600"),
    ("height: 500", "height: 501", "800 × 400 pixels, and should be 800 × 401"),
    ("[400, 800, 1000]", "[400, 800]", "end with “width”"),
    ("[400, 800, 1000]", "[800, 400, 1000]", "end with “width”"),
    ("[400, 800, 1000]", "[true, 400, 1000]", "end with “width”"),
    ("[400, 800, 1000]", "[[400], 1000]", "end with “width”"),
    ("[400, 800, 1000]", "[-1, 1000]", "end with “width”"),
    ("[400, 800, 1000]", "[300, 1000]", "not there"),
    ("pixels_hash: ", "pixels_hash: x", "hexadecimal"),
    ("likeness: ", "likeness: x", "hexadecimal"),
    (WORDS["alternative_text"], "IMG_1234.jpeg", "file's name"),
    (WORDS["credit"], "unknown", "Say who made"),
]


@pytest.mark.parametrize(("old", "new", "said"), FIELDS)
def test_an_entry_that_cannot_be_so_is_refused(out: Path, old: str, new: str, said: str) -> None:
    edit(out / LIST, old, new)
    empty_the_place()

    found = [p for p in problems_of(out) if "picture" in p.file]

    assert said in found[0].problem
    assert found[0].remedy
    assert nothing_came()


def _webp(size: tuple[int, int] = (400, 200), **options: Any) -> bytes:
    return encoded(scene(size), "WEBP", **options)


def _moving() -> bytes:
    out = BytesIO()
    scene((400, 200)).save(out, "WEBP", save_all=True, append_images=[scene((400, 200), shift=9)])
    return out.getvalue()


def _claiming(width: int, height: int) -> bytes:
    data = bytearray(_webp())
    struct.pack_into("<HH", data, 26, width, height)
    return bytes(data)


FILES: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "not a WebP picture such as we write"),
    "script": (b"<script>alert(1)</script>" * 9, "not a WebP picture such as we write"),
    "another format": (encoded(scene((400, 200)), "PNG"), "not a WebP picture such as we write"),
    "where it was taken": (_webp(exif=b"Exif\0\0SECRET"), "not a WebP picture such as we write"),
    "colours of its own": (_webp(icc_profile=b"SECRET"), "not a WebP picture such as we write"),
    "something behind it": (_webp() + b"<script>", "not a WebP picture such as we write"),
    "moving": (_moving(), "not a WebP picture such as we write"),
    "another size": (_webp((400, 201)), "400 × 201 pixels, and should be 400 × 200"),
    "a huge one": (_claiming(16383, 16383), "16383 × 16383 pixels"),
    "damaged": (_webp()[:40] + b"\xff" * (len(_webp()) - 40), "damaged"),
    "too large": (b"x" * 10_000_001, "larger than 10 MB"),
}


@pytest.mark.parametrize("spoilt", FILES)
def test_a_file_that_is_not_such_as_we_write_is_refused(out: Path, spoilt: str) -> None:
    data, said = FILES[spoilt]
    file = files_of()[0]
    empty_the_place()
    (out / file).write_bytes(data)

    problems = [p for p in problems_of(out) if p.file == file]

    assert [said in p.problem and bool(p.remedy) for p in problems] == [True]
    assert nothing_came()


def test_a_folder_where_a_file_belongs_is_refused(out: Path) -> None:
    file = files_of()[0]
    empty_the_place()
    (out / file).unlink()
    (out / file).mkdir()

    assert "not there" in problems_of(out)[0].problem
    assert nothing_came()


def test_another_picture_never_takes_the_place_of_one(out: Path) -> None:
    file = files_of()[0]
    kept = {path: path.read_bytes() for path in files_kept()}
    (out / file).write_bytes(_webp(quality=10))

    (problem,) = problems_of(out)

    assert "Another picture is kept here" in problem.problem
    assert {path: path.read_bytes() for path in files_kept()} == kept


def test_a_picture_we_have_under_another_name_is_refused_with_that_name(
    out: Path, editor: User
) -> None:
    theirs = Picture.objects.get().name
    empty_the_place()
    ours = kept_picture(editor)
    before = files_kept()

    problem = problems_of(out)[0]

    assert f"“{theirs}” is here already, as “{ours.name}”" in problem.problem
    assert f"Show “{ours.name}” in the texts" in problem.remedy
    assert files_kept() == before


@pytest.mark.parametrize("failing", range(3))
def test_a_full_disk_leaves_nothing_behind(
    out: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    empty_the_place()
    move, moves = os.replace, iter(range(9))

    def stop(source: str, target: str) -> None:
        if next(moves) == failing:
            raise OSError(28, "No space left on device")
        move(source, target)

    monkeypatch.setattr("articles.pictures.arriving.os.replace", stop)

    problem = problems_of(out)[0]

    assert "No space left" in problem.problem
    assert "Make room" in problem.remedy
    assert nothing_came()


def test_files_go_again_when_the_rows_cannot_be_written(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty_the_place()
    monkeypatch.setattr(Picture, "save", _never)

    with pytest.raises(AssertionError):
        load_folder(out)

    assert nothing_came()


def test_half_a_file_of_a_load_that_was_stopped_is_written_anew(out: Path) -> None:
    file = files_of()[0]
    empty_the_place()
    half = Path(settings.MEDIA_ROOT) / f"{file}.coming"
    half.write_bytes(b"RIFF")

    assert problems_of(out) == []
    assert not half.exists()
    assert len(files_kept()) == 3
