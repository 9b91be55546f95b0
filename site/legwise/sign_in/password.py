"""The first step: name and password."""

from django.contrib.auth.models import User
from django.contrib.auth.views import LoginView
from django.forms import BaseForm
from django.http import HttpResponse
from django.urls import reverse

from legwise.sign_in import pages
from legwise.sign_in.forms import SignInForm


class PasswordStep(LoginView):
    """Django's sign-in page; a right password leads to the next step, not yet to the desk."""

    template_name = "admin/login.html"
    authentication_form = SignInForm

    def get_default_redirect_url(self) -> str:
        return reverse("admin:index")

    def form_valid(self, form: BaseForm) -> HttpResponse:
        assert isinstance(form, SignInForm)
        user = form.get_user()
        assert isinstance(user, User)
        return pages.after_password(self.request, user)
