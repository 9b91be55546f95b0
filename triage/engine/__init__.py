"""The reasoning of the self-check, in pure Python: it would run in a drawer without Django."""
