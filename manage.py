#!/usr/bin/env python
"""Run a management command. Puts `site/`, a plain folder, on the path first."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "site"))


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "legwise.settings")
    # What a command does to accounts goes into the audit trail (legwise/sign_in/commands.py).
    os.environ["LEGWISE_COMMAND"] = sys.argv[1] if len(sys.argv) > 1 else ""
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
