"""`GET /healthz`: 200 when database and Rasa are ready, else 503 saying which is not."""

from __future__ import annotations

import sqlalchemy as sa
from anyio import to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from bot.edge import Edge


def routes(edge: Edge) -> list[Route]:
    async def healthz(_: Request) -> JSONResponse:
        database = await to_thread.run_sync(_database_answers, edge)
        rasa = await edge.front_door.rasa.ready()
        parts = {"database": "ready" if database else "not ready", "rasa": "ready" if rasa else "not ready"}
        return JSONResponse(parts, status_code=200 if database and rasa else 503)

    return [Route("/healthz", healthz, methods=["GET"])]


def _database_answers(edge: Edge) -> bool:
    try:
        with edge.store.reading() as uow:
            uow.connection.execute(sa.text("SELECT 1 FROM conversation LIMIT 1")).first()
    except sa.exc.SQLAlchemyError:
        return False
    return True
