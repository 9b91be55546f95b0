"""What each component is shown with."""

from legwise.gallery.samples.cards import CARDS
from legwise.gallery.samples.checks import CHECKS
from legwise.gallery.samples.lists import LISTS
from legwise.gallery.samples.reading import READING

# Name -> component, by title.
COMPONENTS = {
    component.name: component
    for component in sorted((*CARDS, *READING, *CHECKS, *LISTS), key=lambda each: each.title)
}
