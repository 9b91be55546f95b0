"""The read-only JSON interface: what is published, and nothing else. docs/for-machines.md."""
