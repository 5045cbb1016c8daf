"""The console's addresses. Only signing in is open; everything else stands behind the guard."""

from __future__ import annotations

from starlette.routing import BaseRoute, Route

from bot.console.accounts import Accounts
from bot.console.colleagues import Colleagues
from bot.console.guard import Guard, Handler
from bot.console.queue import Lists
from bot.console.requests import Requests
from bot.console.sessions import Sessions
from bot.console.shifts.listing import ShiftList
from bot.console.shifts.making import Making
from bot.console.shifts.one_shift import OneShift
from bot.console.sign_in import SignIn
from bot.console.stream import ConsoleStream
from bot.console.talks import Talks
from bot.console.volunteers.editing import Editing
from bot.console.volunteers.listing import VolunteerList
from bot.console.volunteers.one_volunteer import OneVolunteer
from bot.edge import Edge
from bot.pages import Pages
from bot.web_security import SECURED

OPEN = frozenset({"/console/sign-in"})
"""What can be asked for without a session."""


def console_routes(edge: Edge) -> list[BaseRoute]:
    guard = Guard(edge, Pages(edge.world), Sessions(edge.store.engine))
    sign_in, lists, talks = SignIn(guard, Accounts(edge.store.engine)), Lists(guard), Talks(guard)
    requests, stream = Requests(guard), ConsoleStream(guard)
    shifts, making, shift = ShiftList(guard), Making(guard), OneShift(guard)
    volunteers, editing, volunteer = VolunteerList(guard), Editing(guard), OneVolunteer(guard)
    colleagues = Colleagues(guard)

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
        get("/shifts", shifts.show),
        get("/shifts/new", making.show),
        post("/shifts", making.make),
        get("/shifts/{shift}", shift.show),
        post("/shifts/{shift}/send", shift.send),
        post("/shifts/{shift}/discard", shift.discard),
        post("/shifts/{shift}/more", shift.more),
        get("/shifts/{shift}/call-off", shift.ask_call_off),
        post("/shifts/{shift}/call-off", shift.call_off),
        post("/shifts/{shift}/invitations/{invitation}/accept", shift.accept),
        post("/shifts/{shift}/invitations/{invitation}/decline", shift.decline),
        post("/shifts/{shift}/invitations/{invitation}/came", shift.came),
        post("/shifts/{shift}/invitations/{invitation}/missed", shift.missed),
        get("/volunteers", volunteers.show),
        get("/volunteers/new", editing.new),
        post("/volunteers", editing.add),
        get("/volunteers/{volunteer}", volunteer.show),
        get("/volunteers/{volunteer}/change", editing.show),
        post("/volunteers/{volunteer}/change", editing.save),
        post("/volunteers/{volunteer}/approve", volunteer.approve),
        post("/volunteers/{volunteer}/clear", volunteer.clear),
        post("/volunteers/{volunteer}/code", volunteer.give_code),
        get("/volunteers/{volunteer}/end", volunteer.ask_end),
        post("/volunteers/{volunteer}/end", volunteer.end),
        get("/colleagues", colleagues.show),
        post("/colleagues", colleagues.add),
        get("/colleagues/{colleague}/remove", colleagues.ask_remove),
        post("/colleagues/{colleague}/remove", colleagues.remove),
    ]
