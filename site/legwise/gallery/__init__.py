"""The component gallery: every part of a page in every state, for whoever works on the look."""
