"""Comments: the form, the queue, what readers see, and what is forgotten."""
