"""What packages' models keep, said as our own say it beside their fields."""

from django.utils.translation import gettext_lazy as _

from groundwork.privacy import Kept, Whose, working

_ACCOUNT = Kept(
    "username first_name last_name email is_staff is_active is_superuser groups user_permissions "
    "date_joined last_login",
    Whose.COLLEAGUES,
    _("Accounts of editors: name, e-mail address, rights, last sign-in"),
    _("So that nobody else writes here"),
    _("Until the account is deleted"),
)
_SECRETS = (
    Whose.COLLEAGUES,
    _("Editors’ passwords, scrambled, and the secrets of their second steps"),
    _("So that nobody signs in as somebody else"),
    _("Until they are changed"),
)
_DEVICE = "user name confirmed"

PACKAGES: dict[str, tuple[Kept, ...]] = {
    "auth.user": (_ACCOUNT, Kept("password", *_SECRETS)),
    "auth.group": (working("name permissions"),),
    "auth.permission": (working("name content_type codename"),),
    "contenttypes.contenttype": (working("app_label model"),),
    "sessions.session": (
        Kept(
            "session_data expire_date",
            Whose.COLLEAGUES,
            _("Editors’ sign-ins; readers have none"),
            _("So that they need not sign in for every page"),
            _("12 hours"),
        ),
    ),
    "admin.logentry": (
        Kept(
            "action_time user content_type object_id object_repr action_flag change_message",
            Whose.COLLEAGUES,
            _("Which editor did what"),
            _("Somebody must answer for what you read here"),
            _("As long as the site"),
        ),
    ),
    "otp_totp.totpdevice": (
        Kept(f"{_DEVICE} key", *_SECRETS),
        working(
            "step t0 digits tolerance drift last_t throttling_failure_timestamp "
            "throttling_failure_count created_at last_used_at"
        ),
    ),
    "otp_static.staticdevice": (
        Kept(_DEVICE, *_SECRETS),
        working("throttling_failure_timestamp throttling_failure_count created_at last_used_at"),
    ),
    "otp_static.statictoken": (Kept("device token", *_SECRETS),),
}
