"""Talks: the lists of them, one of them, and what is done with it."""
