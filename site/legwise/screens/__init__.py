"""Pictures of every kind of page in every mode, for whoever changes the look."""
