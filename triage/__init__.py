"""The self-check: releases, answers, pages. The reasoning is in `triage.engine`."""
