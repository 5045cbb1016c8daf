"""Volunteers answer, ask about, keep and give up shifts in their own words."""
