"""How often the heavy tests try: a few times in every run, all the times in `make drill`."""

import os

import pytest

# DRILL=1: every example, every mode, every proof made in earnest.
IS_DRILL = bool(os.environ.get("DRILL"))
HEAVIER = ("times", "IS_DRILL", "IS_THOROUGH", "prove", "proof_of")


def times(usual: int, in_drill: int) -> int:
    """A count that is small in every run and large in the drill."""
    return in_drill if IS_DRILL else usual


def is_heavier(item: pytest.Item) -> bool:
    """Whether the drill tries more of it: it has examples, or its file such a count or a proof."""
    module = getattr(item, "module", None)
    has_examples = getattr(getattr(item, "obj", None), "is_hypothesis_test", False)
    runs_proofs = getattr(module, "__name__", "").endswith("_command")
    return has_examples or runs_proofs or any(hasattr(module, name) for name in HEAVIER)
