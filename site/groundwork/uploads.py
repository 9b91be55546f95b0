"""Takes files in, in memory and up to a limit, so that none can fill the disk or the memory.

Nothing that is sent is ever written as it came: what was refused leaves nothing behind, not even
in the folder for temporary files.
"""

from io import BytesIO

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

MOST_BYTES = 11_000_000
"""A little over what any form takes, so that the form can say that a file is too large."""


class CappedUploadHandler(FileUploadHandler):
    """Reads a request's files up to the limit for all of them; what is beyond is let go.

    A file that went over keeps its size, by which a form refuses it, and has no content.
    """

    taken = 0
    content: BytesIO

    def new_file(self, *arguments: object, **named: object) -> None:
        super().new_file(*arguments, **named)  # type: ignore[arg-type]  # passed on unread
        self.content = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.taken += len(raw_data)
        if self.taken <= MOST_BYTES:
            self.content.write(raw_data)
        else:
            self.content = BytesIO()

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        self.content.seek(0)
        return InMemoryUploadedFile(
            file=self.content,
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type or "application/octet-stream",
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
