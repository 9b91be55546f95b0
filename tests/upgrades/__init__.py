"""Upgrades: every migration on a database full of rows."""
