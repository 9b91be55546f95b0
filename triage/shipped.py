"""The self-checks that come with the site."""

from pathlib import Path

CONTENT = Path(__file__).resolve().parent / "content"
SHIPPED = ("legs", "massage")
