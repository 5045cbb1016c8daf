"""One package or file a channel: how messages come in, and how replies reach people."""
