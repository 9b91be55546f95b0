"""Updates by e-mail: signing up twice over, digests of what is new, and leaving without a trace."""
