"""What the desk's scripts say. A page in another language brings the translations along."""

import json

from django.utils.translation import gettext, gettext_noop

from groundwork.languages import is_own

SCRIPT_WORDS = (
    gettext_noop("A picture we have. You may say what it shows here in other words."),
    gettext_noop("Add a picture"),
    gettext_noop("Add to the text"),
    gettext_noop("Adding the picture…"),
    gettext_noop("And %(left)s more, once these are mended."),
    gettext_noop("Cancel"),
    gettext_noop("Caption (if you like)"),
    gettext_noop("Changed in the form since you began."),
    gettext_noop("Choose a picture first."),
    gettext_noop("Choose from pictures we have"),
    gettext_noop("Found: %(count)s."),
    gettext_noop("Hide it"),
    gettext_noop("In the form now"),
    gettext_noop("It looks like a picture we have. Is it the same? Then choose that one."),
    gettext_noop(
        "JPEG, PNG or WebP, up to 10 MB. We make it smaller and take out where it was taken."
    ),
    gettext_noop("Kept in this browser"),
    gettext_noop("Looking at the picture…"),
    gettext_noop("No preview: %(why)s Your text is still here."),
    gettext_noop("None found."),
    gettext_noop("Not saved yet. Kept in this browser at %(hour)s."),
    gettext_noop("Picture added."),
    gettext_noop("Picture"),
    gettext_noop("Pictures that look like it"),
    gettext_noop("Pictures we have"),
    gettext_noop("Preview"),
    gettext_noop("Preview is up to date. Stops publishing: %(stops)s. To consider: %(others)s."),
    gettext_noop(
        "Put back, all but this, which has no place in the form any more: "
        "%(lost)s. Copy it from below."
    ),
    gettext_noop("Put back. It is not saved yet: look it over, then save."),
    gettext_noop("Put it back"),
    gettext_noop(
        "Readers see it under the picture: “Legwise editors”, or “Wellcome Collection, CC BY 4.0”."
    ),
    gettext_noop("Readers' styles could not be loaded."),
    gettext_noop("Saved"),
    gettext_noop(
        "Say it to someone who can’t see it: “A person leans on a wall and "
        "stretches the left calf.”"
    ),
    gettext_noop("Search what they show"),
    gettext_noop("Show it"),
    gettext_noop("Sign in again, in another tab."),
    gettext_noop("Stops publishing"),
    gettext_noop("The newest %(count)s. Search for others."),
    gettext_noop("The server answered %(status)s."),
    gettext_noop(
        "This was changed since you began, by a colleague maybe. Show both before "
        "you put yours back."
    ),
    gettext_noop("Throw it away"),
    gettext_noop("Thrown away."),
    gettext_noop("To consider"),
    gettext_noop("Undo"),
    gettext_noop("Undone."),
    gettext_noop("We have this picture already. Its words are filled in."),
    gettext_noop("What it shows"),
    gettext_noop(
        "What you type is not kept in this browser: its storage is full or "
        "blocked, or the text is very long. The form works as always: save it "
        "often."
    ),
    gettext_noop("What you typed"),
    gettext_noop("Who made it, and the licence"),
    gettext_noop("Words for everyone under the picture: “Keep the back heel on the floor.”"),
    gettext_noop("You typed something here on %(day)s at %(hour)s that was not saved."),
    gettext_noop("date"),
    gettext_noop("row %(number)s"),
    gettext_noop("time"),
    gettext_noop("type to look up"),
)


def spoken_by_scripts() -> str:
    """English -> translation, as JSON; empty in the site's own language."""
    return "" if is_own() else json.dumps({text: gettext(text) for text in SCRIPT_WORDS})
