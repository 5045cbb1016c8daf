"""Pipeline components, one class per file."""
