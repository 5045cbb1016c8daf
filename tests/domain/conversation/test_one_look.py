"""One turn reads each thing once, and the next reads it anew."""

from __future__ import annotations

from collections import Counter
from typing import Any, cast

from domain.conversation.one_look import OneLook
from domain.conversation.talk import Lookup


class Counted:
    """A store that counts what it is asked."""

    def __init__(self) -> None:
        self.asked: Counter[tuple[Any, ...]] = Counter()

    def __getattr__(self, name: str) -> Any:
        def ask(*values: Any) -> tuple[Any, ...]:
            self.asked[(name, *values)] += 1
            return (name, *values)

        return ask


def test_what_is_asked_twice_in_a_turn_is_read_once() -> None:
    store = Counted()
    for _ in range(2):
        look = OneLook(cast(Lookup, store))
        assert [look.volunteer("a"), look.volunteer("a"), look.volunteer("b")][2] == cast(Any, ("volunteer", "b"))
        look.line("a", None), look.line("a", 3), look.line("a", 3)
        look.free_code(), look.free_code()
    assert store.asked == {
        ("volunteer", "a"): 2, ("volunteer", "b"): 2, ("line", "a", None): 2, ("line", "a", 3): 2, ("free_code",): 4,
    }


def test_every_question_of_a_lookup_can_be_asked() -> None:
    questions = {name for name in vars(Lookup) if not name.startswith("_")}
    assert len(questions) > 8
    assert questions == set(vars(OneLook(cast(Lookup, Counted()))))
