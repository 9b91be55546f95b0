"""What other programs read of our articles: structured data in pages, feeds, plain text."""
