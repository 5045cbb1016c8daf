"""The edge: channels, console, store, and the wiring of it all (`app.py`)."""
