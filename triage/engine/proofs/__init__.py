"""Proofs over all answers to a questionnaire, not samples of them; docs/proofs.md says which."""
