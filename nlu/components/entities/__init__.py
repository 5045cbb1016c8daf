"""Entities by word lists: who it is for, their condition, places and organisations."""
