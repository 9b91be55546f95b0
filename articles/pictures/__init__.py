"""Pictures editors upload: painted anew, kept once in several sizes, and found again."""
