"""The citizens' chat on the web: works without script, better with it."""

from bot.channels.web.table import routes

__all__ = ["routes"]
