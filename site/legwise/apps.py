"""The roof, and the admin under our name."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class LegwiseConfig(AppConfig):
    name = "legwise"
    default = True


class LegwiseAdminConfig(admin_apps.AdminConfig):
    default = False
    default_site = "legwise.desk.LegwiseAdminSite"
