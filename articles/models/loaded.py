"""What came in by file, so that a later load can tell an editor's change from its own."""

from django.db import models

from groundwork.privacy import content


class LoadedRecord(models.Model):
    """The state a row had right after a file was loaded into it."""

    kept = (content("kind key row_hash loaded_at"),)

    kind = models.CharField(max_length=30)
    key = models.CharField(max_length=120)
    row_hash = models.CharField(max_length=64)
    loaded_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="loaded_record_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
