"""Where the machine was wrong: candidates for training, and their review."""
