"""Volunteers and their shifts: who is asked, in which order, who has a place, and what is due when."""
