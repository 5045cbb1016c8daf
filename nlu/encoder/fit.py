"""The training loop: joint fine-tuning on label and language, resumable after every epoch."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from torch.nn import functional as F

from nlu.encoder.batches import Pieces, by_length
from nlu.encoder.network import EncoderNetwork
from nlu.encoder.predict import device, half_precision, vectors
from nlu.encoder.tags import padded, rewritten, tag_loss, tags_of
from nlu.encoder.utterances import Utterance


@dataclass(frozen=True)
class Settings:
    """Learning rates and the like; chosen on writers left out of the training (nlu/README.md)."""

    epochs: int = 3
    batch: int = 32
    rate: float = 2e-4
    head_factor: float = 20.0
    smoothing: float = 0.05
    language_weight: float = 0.2
    tag_weight: float = 4.0
    agreement: float = 0.0
    """R-Drop (Liang et al. 2021): each message is read twice with other dropout, and this much of how far the two
    readings differ is added to the loss."""
    noise_share: float = 0.65  # of the messages are written noisily in each epoch
    decay: float = 0.01
    warm_up: float = 0.1
    seed: int = 1
    threads: int = 2


def settings_for(place: torch.device) -> Settings:
    """The whole recipe where there is a GPU (minutes); on two cores what fits in an hour."""
    return Settings(epochs=8, agreement=1.0) if place.type == "cuda" else Settings()


@dataclass
class Task:
    """What is learnt: messages with their columns among `labels` and `languages` (−1: language not told), and what their
    pieces are marked as among `tags`, the first of which is «nothing»."""

    messages: Sequence[Utterance]
    labels: list[str]
    languages: list[str]
    tags: list[str]

    def targets(self) -> tuple[torch.Tensor, torch.Tensor]:
        languages = {name: i for i, name in enumerate(self.languages)}
        return (
            torch.tensor([self.labels.index(m.label) for m in self.messages]),
            torch.tensor([languages.get(m.language, -1) for m in self.messages]),
        )


def fit(
    network: EncoderNetwork,
    pieces: Pieces,
    task: Task,
    settings: Settings,
    checkpoint: Path | None,
    start: Path | None = None,
) -> None:
    """Trains in place. With a checkpoint file an interrupted run goes on after its last whole epoch. `start` is the
    checkpoint of an earlier training on the same labels: new messages are then learnt in two or three epochs."""
    torch.manual_seed(settings.seed)
    torch.set_num_threads(settings.threads)
    place = device()
    network.to(place)
    if start is not None:
        begin_from(start, network)
    elif not (checkpoint and checkpoint.exists()):
        network.standardise(
            vectors(network, pieces, [m.text for m in task.messages[:: max(1, len(task.messages) // 1000)]])
        )
    groups = [
        {"params": network.body(), "lr": settings.rate},
        {"params": network.heads(), "lr": settings.rate * settings.head_factor},
    ]
    optimiser = torch.optim.AdamW(groups, weight_decay=settings.decay, fused=True)
    steps = settings.epochs * -(-len(task.messages) // settings.batch)

    def schedule(step: int) -> float:
        return min(1.0, (step + 1) / (settings.warm_up * steps)) * max(0.0, (steps - step) / steps)

    scheduler = torch.optim.lr_scheduler.LambdaLR(optimiser, schedule)
    done = resume(checkpoint, network, optimiser, scheduler, settings, len(task.messages))
    labels, languages = (target.to(place) for target in task.targets())
    for epoch in range(done, settings.epochs):
        rng, started, total, seen = random.Random(settings.seed * 1000 + epoch), time.monotonic(), 0.0, 0
        written = [rewritten(m, rng) if rng.random() < settings.noise_share else m for m in task.messages]
        ids, tags = pieces.ids([m.text for m in written]), tags_of(written, pieces, task.tags)
        network.train()
        for number, batch in enumerate(by_length(ids, settings.batch, rng), 1):
            twice = batch * 2 if settings.agreement else batch
            inputs, mask = (t.to(place) for t in pieces.tensors([ids[i] for i in twice]))
            with half_precision(place):
                label_logits, language_logits, _, tag_logits = network(inputs, mask)
                loss = F.cross_entropy(
                    label_logits.float(), labels[twice], label_smoothing=settings.smoothing
                )
                if (languages[twice] >= 0).any():
                    loss = loss + settings.language_weight * F.cross_entropy(
                        language_logits.float(), languages[twice], ignore_index=-1
                    )
                if (told := padded([tags[i] for i in twice], inputs.shape[1], place)) is not None:
                    loss = loss + settings.tag_weight * tag_loss(tag_logits.float(), told)
                if settings.agreement:
                    loss = loss + settings.agreement * disagreement(label_logits.float())
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            scheduler.step()
            total, seen = total + loss.item() * len(batch), seen + len(batch)
            if number % 20 == 0:
                speed = seen / (time.monotonic() - started)
                print(
                    f"\repoch {epoch + 1}/{settings.epochs}  {seen}/{len(ids)}  loss {total / seen:.3f}  "
                    f"{(len(ids) - seen) / speed:.0f} s left in it",
                    end="",
                    flush=True,
                )
        print(
            f"\repoch {epoch + 1}/{settings.epochs}  loss {total / seen:.3f}  {time.monotonic() - started:.0f} s"
            + " " * 30,
            flush=True,
        )
        if checkpoint is not None:
            state = {
                "settings": asdict(settings),
                "messages": len(ids),
                "epoch": epoch + 1,
                "network": network.state_dict(),
            }
            state |= {"optimiser": optimiser.state_dict(), "scheduler": scheduler.state_dict()}
            torch.save(state, checkpoint.with_suffix(".part"))
            checkpoint.with_suffix(".part").replace(checkpoint)


def disagreement(logits: torch.Tensor) -> torch.Tensor:
    """The mean symmetric divergence of two readings of the same messages, one half of the rows each."""
    one, other = (F.log_softmax(half, dim=1) for half in logits.chunk(2))
    there = F.kl_div(one, other, log_target=True, reduction="batchmean")
    return (there + F.kl_div(other, one, log_target=True, reduction="batchmean")) / 2


def begin_from(start: Path, network: EncoderNetwork) -> None:
    """Everything but the embedding rows, which are not trained and differ with the messages' vocabulary."""
    state = torch.load(start, weights_only=True, map_location=device())["network"]
    trained = {name: value for name, value in state.items() if not name.startswith("words.")}
    missing, _ = network.load_state_dict(trained, strict=False)
    if any(not name.startswith("words.") for name in missing):
        raise ValueError(f"{start} is of another network: it lacks {missing[0]}")


def resume(checkpoint: Path | None, network, optimiser, scheduler, settings: Settings, messages: int) -> int:
    """Whole epochs already done by a run with the same settings and as many messages."""
    if checkpoint is None or not checkpoint.exists():
        return 0
    state = torch.load(checkpoint, weights_only=True, map_location=device())
    if state["settings"] != asdict(settings) or state["messages"] != messages:
        print("an older run with other settings or messages is left aside", flush=True)
        return 0
    network.load_state_dict(state["network"])
    optimiser.load_state_dict(state["optimiser"])
    scheduler.load_state_dict(state["scheduler"])
    print(f"resumed after epoch {state['epoch']}", flush=True)
    return int(state["epoch"])
