"""The editors' side of the site."""

from django.contrib import admin


class LegwiseAdminSite(admin.AdminSite):
    site_header = "Legwise desk"
    site_title = "Legwise desk"
    index_title = "Today"
    site_url = "/"
