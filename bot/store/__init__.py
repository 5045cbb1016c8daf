"""SQLAlchemy Core tables, and the unit of work over them, for SQLite and PostgreSQL alike."""
