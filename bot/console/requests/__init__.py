"""Requests: the list, and one from first word to outcome."""
