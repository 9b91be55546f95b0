"""The floor, as Django knows it."""

from django.apps import AppConfig


class GroundworkConfig(AppConfig):
    name = "groundwork"
