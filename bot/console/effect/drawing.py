"""Draws a chart as SVG, to be read on paper too: black on white, hatched where it is hidden, a number at each bar.

Imported when the first chart is asked for, since matplotlib takes its time. Letters are drawn as lines, so that a
picture needs no font; they are those of DejaVu Sans, which has æ, ø and å.
"""

from __future__ import annotations

import io
import threading
from textwrap import fill
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from bot.console.effect.charts import Chart, inches_high

INK, PAPER, SHADE = "#1e2b3c", "#ffffff", "#0062ba"
BEHIND = {"facecolor": PAPER, "edgecolor": "none", "pad": 1.5}
"""Behind the number at a bar, which may stand on the goal's band."""

LABEL_WIDTH = 30
"""Characters, after which a label goes on in the next line."""

WIDTH = 7.2
"""Inches."""

_ONE_AT_A_TIME = threading.Lock()
"""matplotlib keeps its settings for all threads together."""


def svg(chart: Chart) -> bytes:
    """The same chart gives the same bytes."""
    style: Any = {"svg.fonttype": "path", "svg.hashsalt": chart.name, "font.family": "DejaVu Sans"}
    with _ONE_AT_A_TIME, mpl.rc_context(style):
        figure = Figure(figsize=(WIDTH, inches_high(chart)), facecolor=PAPER, layout="constrained")
        FigureCanvasSVG(figure)
        _draw(figure.add_subplot(), chart)
        out = io.BytesIO()
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    return out.getvalue()


def _draw(axes: Axes, chart: Chart) -> None:
    axes.set_facecolor(PAPER)
    for side in ("top", "right", "bottom"):
        axes.spines[side].set_visible(False)
    axes.spines["left"].set_color(INK)
    axes.tick_params(left=False, bottom=False, labelbottom=False, colors=INK, labelsize=10)
    if not chart.bars:
        axes.set_yticks([])
        axes.text(0.5, 0.5, chart.nothing, ha="center", va="center", transform=axes.transAxes, color=INK, size=11)
        return
    most = max([chart.most, *(bar.value or 0 for bar in chart.bars)]) or 1
    _band(axes, chart)
    height = 0.62 if len(chart.bars) > 1 else 0.4
    for place, bar in enumerate(chart.bars):
        hidden = bar.value is None
        length = most * 0.06 if bar.value is None else bar.value
        axes.barh(
            place, length, height=height, color=PAPER if hidden else SHADE, edgecolor=INK, linewidth=0.8,
            hatch="////" if hidden else None,
        )
        axes.text(length + most * 0.012, place, bar.says, va="center", color=INK, size=10, bbox=BEHIND)
    axes.set_yticks(range(len(chart.bars)), [fill(bar.label, LABEL_WIDTH) for bar in chart.bars])
    axes.set_ylim(max(len(chart.bars) - 0.5, 0.6), -0.6)
    axes.set_xlim(0, most * 1.16)


def _band(axes: Axes, chart: Chart) -> None:
    if chart.band is None:
        return
    low, high = chart.band
    axes.axvspan(low, high, facecolor="#e6e6e6", edgecolor=INK, linewidth=0.8, linestyle="--", hatch="...", zorder=0)
    axes.set_xlabel(chart.band_says, color=INK, size=10)
    axes.set_xticks([low, high], [f"{low:g} %", f"{high:g} %"])
    axes.tick_params(labelbottom=True)
    first, last = axes.get_xticklabels()
    first.set_horizontalalignment("right")  # on a long axis the band is narrow, and they would stand in one another
    last.set_horizontalalignment("left")
