"""One export from the database to a folder: read, refuse, prepare, read back, put in place."""

from pathlib import Path
from tempfile import TemporaryDirectory

from articles.outgoing import contents, folder
from articles.outgoing.contents import Contents
from articles.outgoing.folder import Content, Plan
from articles.outgoing.reading_back import refuse_what_reads_otherwise
from articles.outgoing.refusals import refuse_what_cannot_be_written
from articles.outgoing.texts import file_texts, picture_files


def export_folder(target: Path, *, drafts: bool = False, into_existing: bool = False) -> Plan:
    """Write all content to a folder; says what it did.

    Raises `CannotWrite` or `FolderRefused`; the folder is then as it was.
    """
    target = target.resolve()
    folder.refuse_strangers(target, into_existing=into_existing)
    found = contents.current(drafts=drafts)
    with folder.beside(target) as preparing:
        files = _prepared(preparing / "new", found, drafts)
        planned = folder.plan(target, files)
        if planned.differs or not folder.is_export(target):
            folder.put_in_place(target, preparing, planned)
    return planned


def compare_folder(target: Path, *, drafts: bool = False) -> Plan:
    """What an export would do, without touching the folder. Raises `CannotWrite`."""
    found = contents.current(drafts=drafts)
    with TemporaryDirectory() as preparing:
        return folder.plan(target.resolve(), _prepared(Path(preparing) / "new", found, drafts))


def _prepared(new: Path, found: Contents, drafts: bool) -> dict[str, Content]:
    """The files, written to `new` and read back."""
    refuse_what_cannot_be_written(found)
    files = folder.with_list({**file_texts(found), **picture_files(found)}, drafts=drafts)
    folder.write_files(new, files)
    refuse_what_reads_otherwise(new, found)
    return files
