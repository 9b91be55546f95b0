"""What the floor shows at the desk."""

from groundwork.admin.audit import AuditEntryAdmin
from groundwork.admin.mail import MessageAdmin

__all__ = ["AuditEntryAdmin", "MessageAdmin"]
