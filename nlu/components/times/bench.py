"""How long a message takes: `python -m nlu.components.times.bench` prints milliseconds a message."""

from __future__ import annotations

import time
from datetime import datetime

from nlu.components.times.reader import read_times
from nlu.components.times.resolve import OSLO

MESSAGES = (
    "Hei, mamma på 84 trenger følge til legen torsdag 3. desember klokka kvart på ti, er det noen"
    " frivillige som kan være med henne?",
    "Kan dessverre ikke på lørdag likevel, men jeg kan ta en vakt på søndag mellom 12 og 15 hvis det"
    " hjelper dere noe",
    "Eg lurer på om de har noko ope for pensjonistar kvar tysdag eller onsdag føremiddag, helst ikkje"
    " for langt frå sentrum",
    "Mannen min har demens og jeg er så sliten nå, finnes det noen som kan være hos ham noen timer"
    " slik at jeg får litt fri?",
    "Æ kainn itj kom i mårra før etter klokka fire, men på laurda e æ ledig heile dagen om dåkk treng folk",
)


def main(rounds: int = 200) -> None:
    """Read each message `rounds` times and print the mean."""
    now = datetime(2026, 11, 25, 8, tzinfo=OSLO)
    for message in MESSAGES:
        read_times(message, now)
    began = time.perf_counter()
    for _ in range(rounds):
        for message in MESSAGES:
            read_times(message, now)
    spent = (time.perf_counter() - began) * 1000 / (rounds * len(MESSAGES))
    words = sum(len(message.split()) for message in MESSAGES) / len(MESSAGES)
    print(f"{spent:.2f} ms a message of {words:.0f} words")


if __name__ == "__main__":
    main()
