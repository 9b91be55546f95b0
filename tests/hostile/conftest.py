"""One server for all that attacks it over the wire, and the documented nginx in front of it."""

import os
import shutil
from collections.abc import Iterator

import pytest

from tests.hostile.wire import Proxy, Server, proxied, serving

NEEDED = ("nginx", "openssl")


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("wire")) as started:
        yield started
        log = (started.folder / "said.txt").read_text()
        assert "Internal Server Error" not in log, log[-3000:]


@pytest.fixture(scope="session")
def proxy(server: Server) -> Iterator[Proxy]:
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        reason = f"{' and '.join(missing)} not on the path"
        # A build that lost its proxy must not look green.
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    with proxied(server) as started:
        yield started
