"""The texts of the interface and their translations: gathered, kept in catalogues, compiled."""
