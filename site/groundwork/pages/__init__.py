"""Public pages, kept whole and ready to send (docs/adr/0014-page-cache.md).

`keeping` says which views may be kept; `watching` sees what a page read and what was written;
`versions` carries that to every process; `layer` answers before Django is entered. `remembering`
keeps small answers of the database as long as kept pages may be.
"""

from groundwork.pages.keeping import Keeping, keeping_of, kept, register_clock
from groundwork.pages.remembering import Remembered

__all__ = ["Keeping", "Remembered", "keeping_of", "kept", "register_clock"]
