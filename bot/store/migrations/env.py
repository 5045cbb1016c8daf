"""Alembic runs this: with the connection `bot.store.migrate` hands over."""

from typing import Any, Literal

from alembic import context

from bot.store.tables import UtcDateTime, metadata


def plain_types(kind: str, item: Any, _: Any) -> str | Literal[False]:
    """A migration must not import code that changes after it was written."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, UtcDateTime) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    compare_type=True,
    render_item=plain_types,
)
context.run_migrations()
