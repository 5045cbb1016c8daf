"""The reader of Norwegian times: see `reader.read_times`."""
