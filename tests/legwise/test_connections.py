"""A connection to the database lasts longer than a request, and is looked at before its use."""

from django.db import connection


def test_a_connection_is_kept_for_the_next_request_but_not_for_ever() -> None:
    assert connection.settings_dict["CONN_MAX_AGE"] == 60
    assert connection.settings_dict["CONN_HEALTH_CHECKS"]
