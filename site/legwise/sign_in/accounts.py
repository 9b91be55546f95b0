"""Every admin of the desk tells the audit trail; those of accounts and groups tell their people."""

from typing import Any

from django.contrib.auth.models import Group, User
from django.http import HttpRequest

from groundwork.audit.desk import AuditedAdmin
from legwise.sign_in import telling


class AccountAdmin(AuditedAdmin):
    """Writes to whoever's rights or way of signing in were changed in the admin."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        logged = super().log_change(request, obj, message)
        if isinstance(obj, User | Group):
            names = [*getattr(message, "before", ()), *getattr(message, "after", ())]
            telling.rights_changed(obj, names)
        return logged
