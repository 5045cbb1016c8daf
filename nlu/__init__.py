"""The Rasa project: what a message means, and what the next turn is. Imports nothing of domain, actions or bot."""
