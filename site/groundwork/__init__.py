"""The floor every room stands on. Imports none of the other rooms."""
