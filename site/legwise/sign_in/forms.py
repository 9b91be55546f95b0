"""The forms of signing in. What is wrong is said in the same words whoever is asked about."""

from typing import Any

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from legwise.sign_in import failing, second_factor, throttling

TOO_MANY = _(
    "That was tried too often. Wait a quarter of an hour, then try again. "
    "Nothing is locked for good."
)
WRONG_CODE = _(
    "That code is not right. Wait for your app’s next code and type it, or use a recovery code "
    "you have not used before."
)
WRONG_FIRST_CODE = _(
    "That is not the code for this secret. Wait for the app’s next code and type it. If it is "
    "refused again, set the phone’s clock to the network’s time."
)
WRONG_PASSWORD = _("That password is not right. Type it again; capitals count.")
LONGEST_CODE = 40


class SignInForm(AdminAuthenticationForm):
    """Name and password. Past the limit nothing is looked up, so nothing is learnt."""

    def clean(self) -> dict[str, Any]:
        request, name = self.request, self.cleaned_data.get("username")
        is_told = name and self.cleaned_data.get("password")
        if request and is_told and not throttling.may_try(request, "password", str(name)):
            raise ValidationError(TOO_MANY, code="throttled")
        try:
            return super().clean()
        except ValidationError:
            failing.told("password")
            raise


class CodeField(forms.CharField):
    """A code, from an app or from paper: digits, so that phones show their keypad."""

    widget = forms.TextInput(
        attrs={
            "autocomplete": "one-time-code",
            "inputmode": "numeric",
            "autocapitalize": "off",
            "spellcheck": "false",
            "class": "code-field",
        }
    )


class CodeForm(forms.Form):
    """The second step, for somebody who gave their password."""

    wrong = WRONG_CODE

    code = CodeField(
        label=_("Code"),
        help_text=_("Six digits from your app, or ten from your recovery codes."),
        max_length=LONGEST_CODE,
        error_messages={"required": _("Type the code from your app.")},
    )

    def __init__(self, *args: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request, self.user = request, user
        if not self.is_bound:
            self.fields["code"].widget.attrs["autofocus"] = True

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"])
        if not throttling.may_try(self.request, "code", self.user.get_username()):
            raise ValidationError(TOO_MANY, code="throttled")
        if not self.is_right(code):
            failing.told("code", self.user)
            raise ValidationError(self.wrong, code="wrong")
        return code

    def is_right(self, code: str) -> bool:
        return second_factor.is_right(self.user, code)


class SetUpForm(CodeForm):
    """The first code of a new app; `paper` holds the recovery codes once it was right."""

    wrong = WRONG_FIRST_CODE

    def __init__(self, *args: Any, key: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.key, self.paper = key, list[str]()
        self.fields["code"].help_text = _("The six digits your app shows now.")
        self.fields["code"].widget.attrs.pop("autofocus", None)

    def is_right(self, code: str) -> bool:
        self.paper = second_factor.set_up(self.user, self.key, code)
        return bool(self.paper)


class ConfirmForm(CodeForm):
    """Password and code once more, of whoever is signed in."""

    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Type your password.")},
    )
    field_order = ("password", "code")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.has_code = second_factor.has(self.user)
        self.fields["code"].widget.attrs.pop("autofocus", None)
        if not self.has_code:
            del self.fields["code"]

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        if not throttling.may_try(self.request, "password", self.user.get_username()):
            raise ValidationError(TOO_MANY, code="throttled")
        if not self.user.check_password(password):
            failing.told("password", self.user)
            raise ValidationError(WRONG_PASSWORD, code="wrong")
        return password

    def clean_code(self) -> str:
        """Not tried with a wrong password: a code works once."""
        return super().clean_code() if "password" in self.cleaned_data else ""
