"""The rows every room stands on."""

from groundwork.models.audit import AuditEntry
from groundwork.models.outbox import Message
from groundwork.models.throttle import Attempt, DaySalt

__all__ = ["Attempt", "AuditEntry", "DaySalt", "Message"]
