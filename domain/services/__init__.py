"""The use cases, one function each. Every one takes a unit of work and commits it."""
