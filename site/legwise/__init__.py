"""The roof: settings, addresses, and the pages that join rooms."""
