"""The same rooms again, and the journeys readers make through them."""
