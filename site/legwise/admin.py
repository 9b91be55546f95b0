"""Takes out of the admin what packages put there and nobody should reach by it."""

from django.contrib import admin
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

# Their pages show the very secrets; a person's second step is their own.
admin.site.unregister([StaticDevice, TOTPDevice])
