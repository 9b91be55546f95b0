"""Readers' search: what is found for somebody's words, and what keeps the index true.

Words are brought to one normal form in Python, on the way in and on the way out, so both databases
hold and compare the same. They only gather candidates; one scoring function puts them in order.
docs/search.md explains it from end to end.
"""
