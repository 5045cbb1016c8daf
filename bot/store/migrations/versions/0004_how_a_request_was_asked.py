"""by which channel and in which language a request was asked, and how long it waited"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

COLUMNS = ("channel", "language", "answered_after", "solved_after")
SOLVED = ("volunteer", "organisation", "municipal_service", "network")

request = sa.table(
    "request",
    *map(sa.column, ("conversation_id", "created_at", "first_answer_at", "closed_at", "outcome")),
    *map(sa.column, COLUMNS),
)
conversation = sa.table("conversation", *map(sa.column, ("id", "channel", "language")))


def upgrade() -> None:
    with op.batch_alter_table("request") as batch_op:
        batch_op.add_column(sa.Column("channel", sa.String(length=32), server_default="", nullable=False))
        batch_op.add_column(sa.Column("language", sa.String(length=8), nullable=True))
        for wait in ("answered_after", "solved_after"):
            batch_op.add_column(sa.Column(wait, sa.Integer(), nullable=True, comment="seconds, for the figures"))
    told = {
        name: sa.select(conversation.c[name]).where(conversation.c.id == request.c.conversation_id).scalar_subquery()
        for name in ("channel", "language")
    }
    solved = sa.case((request.c.outcome.in_(SOLVED), _seconds_until(request.c.closed_at)))
    op.execute(
        request.update().values(**told, answered_after=_seconds_until(request.c.first_answer_at), solved_after=solved)
    )


def _seconds_until(then: sa.ColumnElement[Any]) -> sa.ColumnElement[int]:
    made = request.c.created_at
    if op.get_bind().dialect.name == "sqlite":
        since: sa.ColumnElement[Any] = 86400 * (sa.func.julianday(then) - sa.func.julianday(made))
    else:
        since = sa.extract("epoch", then - made)
    return sa.cast(sa.func.round(since), sa.Integer)


def downgrade() -> None:
    with op.batch_alter_table("request") as batch_op:
        for column in COLUMNS:
            batch_op.drop_column(column)
