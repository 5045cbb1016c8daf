"""Volunteers as a coordinator sees them: who has applied, who waits to be asked, what each can do."""
