"""The addresses of Django's admin. To import this is to load the whole desk."""

from django.contrib import admin

admin.autodiscover()
urlpatterns = admin.site.urls[0]
