"""What an editor must say of a picture, wherever it is sent from."""

from typing import Any

from django import forms
from django.contrib.auth.models import AbstractBaseUser
from django.core.files.base import File
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.editor import RefusedError
from articles.models import Picture
from articles.pictures.finding import same
from articles.pictures.keeping import Kept, Words, keep
from articles.pictures.painting import Painted, paint

ACCEPTED = "image/jpeg,image/png,image/webp"


class WordsForm(forms.ModelForm[Picture]):
    """What it shows, who made it, and words beside it."""

    class Meta:
        model = Picture
        fields = ("alternative_text", "credit", "caption")
        widgets = {"alternative_text": forms.Textarea(attrs={"rows": 3})}
        error_messages = {
            "alternative_text": {
                "required": gettext_lazy("Say what the picture shows, to someone who can't see it.")
            },
            "credit": {
                "required": gettext_lazy("Say who made the picture, and under what licence.")
            },
        }

    @property
    def words(self) -> Words:
        return Words(**{name: self.cleaned_data[name] for name in WordsForm.Meta.fields})


class NewPictureForm(WordsForm):
    """The same with a file, for the page that adds a picture without script."""

    image = forms.FileField(
        label=gettext_lazy("Picture"),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
        help_text=(
            gettext_lazy(
                "Choose a JPEG, PNG or WebP file, up to 10 MB. We make it smaller and take out "
                "where it was taken."
            )
        ),
        error_messages={"empty": gettext_lazy("The file is empty. Choose the picture again.")},
    )
    by: AbstractBaseUser
    painted: Painted
    kept: Kept

    def full_clean(self) -> None:
        """Keep it once all is well, so that a full disk is a fault beside what was typed."""
        super().full_clean()
        if self.is_bound and not self.errors:
            self._keep()

    def _keep(self) -> None:
        try:
            self.kept = keep(painted=self.painted, words=self.words, by=self.by)
        except RefusedError as refusal:
            self.add_error("image", str(refusal))
        else:
            self.instance = self.kept.picture

    def clean_image(self) -> None:
        """The file is painted here, and never kept as it came."""
        try:
            self.painted = paint(self.cleaned_data["image"])
        except RefusedError as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        if known := same(self.painted):
            said = _("We have this picture already. Use it: {}")
            link = format_html('<a href="{}">{}</a>', known.get_admin_url(), known)
            raise forms.ValidationError(format_html(said, link))


def sent_picture(files: Any) -> File[bytes]:
    """The file of a request, or a refusal."""
    file = files.get("image")
    if not isinstance(file, File):
        raise RefusedError(_("Choose a picture."))
    return file
