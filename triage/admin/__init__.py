"""The editors' desk for drafts, and for releases."""

from triage.admin import asked, drafts, releases, requests, told

__all__ = ["asked", "drafts", "releases", "requests", "told"]
