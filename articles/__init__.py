"""What we publish: articles, topics, registers of claims and red flags, sources."""
