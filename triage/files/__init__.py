"""Questionnaires as files: reading them in, and writing them out in three formats."""
