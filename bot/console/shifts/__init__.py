"""Shifts as a coordinator sees them: the list, making one, who is asked and who has answered."""
