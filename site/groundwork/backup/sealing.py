"""A backup that only a key file opens: GnuPG does it, by AES-256, and proves that it is whole.

The key file's first line is the passphrase. Nothing of the account's own GnuPG is read or written.
"""

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from groundwork.backup.manifest import Unusable

SEALED = ".gpg"
SHORTEST_KEY = 32
# As slow as GnuPG makes it for somebody who tries passphrases.
STRETCHED = ("--s2k-mode=3", "--s2k-digest-algo=SHA512", "--s2k-count=65011712")
SYMMETRIC = ("--symmetric", "--cipher-algo=AES256", "--compress-algo=none", *STRETCHED)


def seal(plain: Path, sealed: Path, key: Path) -> None:
    """Write `plain` to a new file that `key` opens. Raises `Unusable`."""
    _refuse_weak(key)
    _run(key, *SYMMETRIC, f"--output={sealed}", str(plain), wrong="It could not be sealed")


@contextmanager
def opened(path: Path, key: Path | None) -> Iterator[Path]:
    """The plain archive, read to its end and proved whole; gone again afterwards.

    A backup that is not sealed is given as it is. Raises `Unusable`.
    """
    if path.suffix != SEALED:
        yield path
        return
    if key is None:
        raise Unusable("It is sealed. Say --key and the file that opens it.")
    _refuse_weak(key)
    with tempfile.TemporaryDirectory(prefix=".opening-", dir=path.parent) as place:
        plain = Path(place) / path.stem
        wrong = "Wrong key, or not whole any more"
        _run(key, f"--output={plain}", "--decrypt", str(path), wrong=wrong)
        yield plain


def _refuse_weak(key: Path) -> None:
    try:
        first, _, _ = key.read_bytes().partition(b"\n")
        is_open = key.stat().st_mode & 0o077
    except OSError as error:
        raise Unusable(f"The key file cannot be read: {error.strerror}.") from error
    if len(first) < SHORTEST_KEY:
        raise Unusable(f"The key file's first line needs {SHORTEST_KEY} characters or more.")
    if is_open:
        raise Unusable("Others can read the key file. Say chmod 600 first.")


def _run(key: Path, *arguments: str, wrong: str) -> None:
    """GnuPG in a home of its own, whose agent goes with it. `wrong`: what to say if it fails."""
    with tempfile.TemporaryDirectory(prefix="gpg-") as home:
        own = (f"--homedir={home}", "--batch", "--no-options", "--quiet", "--no-symkey-cache")
        asked = ("--pinentry-mode=loopback", f"--passphrase-file={key}")
        try:
            # S603: our own arguments, no shell, and nothing a visitor typed. S607: wherever the
            # system keeps it; who can change the path of an operator can run anything.
            done = subprocess.run(  # noqa: S603
                ["gpg", *own, *asked, *arguments],  # noqa: S607
                capture_output=True,
                text=True,
                check=False,
            )
            subprocess.run(  # noqa: S603
                ["gpgconf", f"--homedir={home}", "--kill", "all"],  # noqa: S607
                capture_output=True,
                check=False,
            )
        except FileNotFoundError as error:
            raise Unusable("gpg is not installed. It comes with gnupg.") from error
    if done.returncode:
        said = done.stderr.strip().splitlines()[-1:] or ["no word why"]
        raise Unusable(f"{wrong} ({said[0][-200:]}).")
