"""The console's addresses. Only signing in is open; everything else stands behind the guard."""

from __future__ import annotations

from starlette.routing import BaseRoute, Route

from bot.console.accounts import Accounts
from bot.console.guard import Guard, Handler
from bot.console.queue import Lists
from bot.console.requests import Requests
from bot.console.sessions import Sessions
from bot.console.sign_in import SignIn
from bot.console.stream import ConsoleStream
from bot.console.talks import Talks
from bot.edge import Edge
from bot.pages import Pages
from bot.web_security import SECURED

OPEN = frozenset({"/console/sign-in"})
"""What can be asked for without a session."""


def console_routes(edge: Edge) -> list[BaseRoute]:
    guard = Guard(edge, Pages(edge.world), Sessions(edge.store.engine))
    sign_in, lists, talks = SignIn(guard, Accounts(edge.store.engine)), Lists(guard), Talks(guard)
    requests, stream = Requests(guard), ConsoleStream(guard)

    def get(path: str, handler: Handler) -> Route:
        return Route(f"/console{path}", guard(handler), methods=["GET"], middleware=SECURED)

    def post(path: str, handler: Handler) -> Route:
        return Route(f"/console{path}", guard(handler), methods=["POST"], middleware=SECURED)

    return [
        Route("/console/sign-in", sign_in.show, methods=["GET"], middleware=SECURED),
        Route("/console/sign-in", sign_in.post, methods=["POST"], middleware=SECURED),
        post("/sign-out", sign_in.out),
        get("/", lists.waiting),
        get("/mine", lists.mine),
        get("/latest", lists.latest),
        get("/stream", stream.__call__),
        get("/talks/{talk}", talks.show),
        post("/talks/{talk}/write", talks.write),
        post("/talks/{talk}/take", talks.take),
        post("/talks/{talk}/note", talks.note),
        post("/talks/{talk}/hand-back", talks.hand_back),
        post("/talks/{talk}/to-queue", talks.to_queue),
        post("/talks/{talk}/close", talks.close),
        get("/requests", requests.show),
        post("/requests/{code}/take", requests.take),
        post("/requests/{code}/note", requests.note),
        post("/requests/{code}/finish", requests.finish),
    ]
