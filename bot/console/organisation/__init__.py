"""An organisation's own pages: its offers, and who has said yes to it."""
