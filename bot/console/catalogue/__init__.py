"""The catalogue: what exists, how sure it is, and who changed it."""
