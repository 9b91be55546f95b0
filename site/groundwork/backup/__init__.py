"""Backups: the database as it was at one moment, and every upload, in one file that checks itself.

A backup is a tar archive: the database, the uploads, and last a manifest with the SHA-256 of each.
It is written beside its place and put there whole, so that half a backup never looks like one.
"""
