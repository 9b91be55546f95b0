"""Mail, written in the transaction that causes it and sent once; docs/adr/0011-outbox.md says how.

A room writes with `writing.post`, deletes with `writing.forget`, and may ask for a sender with
`at_once.send_soon`. `sending.send_waiting` is the sender; `manage.py send_mail` runs it.
"""
