"""Rasa asks, the domain answers."""
