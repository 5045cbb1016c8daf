"""What is true: needs, offers, requests, hand-over, and how a talk moves. No I/O and no framework."""
