"""The desk's own pages on an article: its history, review, publishing and preview links."""
