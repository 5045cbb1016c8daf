"""Accounts: signing in, roles, sessions, what was done by whom."""
