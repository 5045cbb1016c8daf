"""Telegram: updates are received raw, so that none is acknowledged before it is stored; python-telegram-bot
is the typed client for all else."""
