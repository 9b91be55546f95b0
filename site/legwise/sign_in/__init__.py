"""Signing in to the desk: a password, then a code for whoever can publish; and when that ends.

Until both steps are done nobody is signed in as far as the rest of the site can tell: what is
between the steps stands in the session under a name of its own.
"""
