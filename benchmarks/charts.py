"""Charts as SVG, for light and dark pages: bars in panels, and dots on a scale of powers of ten."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH, LEFT, RIGHT = 760, 250, 92
ROW, BAR = 30, 18

# The scheme is the reader's: an SVG in an <img> follows it too.
STYLE = """
  svg{--paper:#fff;--ink:#1b1f24;--soft:#5b6570;--line:#dfe3e8;--ours:#2f6fb5;--other:#b4bcc6;--aim:#c2571a}
  @media(prefers-color-scheme:dark){
    svg{--paper:#14181d;--ink:#e8ebee;--soft:#9aa5b1;--line:#2d343c;--ours:#6aa9ee;--other:#525d69;--aim:#f0a15c}}
  text{fill:var(--ink);font:13px system-ui,-apple-system,"Segoe UI",sans-serif}
  .strong,.soft{paint-order:stroke;stroke:var(--paper);stroke-width:4px}
  .head{font-size:17px;font-weight:650}.title{font-weight:600}.soft,.note{fill:var(--soft)}.note{font-size:12px}
  .end{text-anchor:end}.mid{text-anchor:middle}.strong{font-weight:650}
  .ours{fill:var(--ours)}.other{fill:var(--other)}
  .line{stroke:var(--line)}.aim{stroke:var(--aim);stroke-dasharray:4 3;stroke-width:1.5}.aimed{fill:var(--aim)}
"""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a panel."""

    label: str
    value: float
    ours: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """Bars that share a scale."""

    title: str
    unit: str
    bars: Sequence[Bar]
    aim: float | None = None
    """A value to be reached, drawn as a line."""


def bars(head: str, note: str, panels: Sequence[Panel]) -> str:
    """Draw panels of horizontal bars, one below the other."""
    parts, top = [], 62
    for panel in panels:
        longest = max([bar.value for bar in panel.bars] + [panel.aim or 0.0]) or 1.0
        scale = (WIDTH - LEFT - RIGHT) / longest
        if panel.title:
            parts.append(_text(24, top, panel.title, "title"))
            top += 14
        foot = top + ROW * len(panel.bars)
        parts.append(f'<path class="line" d="M{LEFT} {top}V{foot}"/>')
        if panel.aim:
            at = LEFT + panel.aim * scale
            parts += [
                f'<path class="aim" d="M{at:.1f} {top}V{foot + 4}"/>',
                _text(at, foot + 18, f"aim {_number(panel.aim)}", "note aimed mid"),
            ]
        for bar in panel.bars:
            width, kind = max(1.5, bar.value * scale), "ours" if bar.ours else "other"
            middle = top + (ROW + BAR) / 2 - 4
            place = f'x="{LEFT}" y="{top + (ROW - BAR) / 2}" width="{width:.1f}" height="{BAR}"'
            parts += [
                _text(LEFT - 10, middle, bar.label, f"end{' strong' if bar.ours else ''}"),
                f'<rect class="{kind}" {place} rx="3"/>',
                _text(LEFT + width + 8, middle, f"{_number(bar.value)} {panel.unit}", "strong" if bar.ours else "soft"),
            ]
            top += ROW
        top += 44
    return _svg(head, note, "".join(parts), top)


@dataclass(frozen=True, slots=True)
class Dots:
    """One row of dots, from the least to the most."""

    label: str
    values: Sequence[float]


def dots(head: str, note: str, names: Sequence[str], unit: str, rows: Sequence[Dots]) -> str:
    """Draw rows of dots on a logarithmic scale; *names* says what each dot of a row is."""
    low = 10 ** math.floor(math.log10(min(value for row in rows for value in row.values)))
    high = 10 ** math.ceil(math.log10(max(value for row in rows for value in row.values)))
    span = math.log10(high / low)

    def at(value: float) -> float:
        return LEFT + (WIDTH - LEFT - 40) * math.log10(value / low) / span

    top, step = 92, 46
    foot = top + step * len(rows)
    parts = []
    for power in range(round(math.log10(low)), round(math.log10(high)) + 1):
        place = at(10.0**power)
        parts += [
            f'<path class="line" d="M{place:.1f} {top - 8}V{foot}"/>',
            _text(place, foot + 18, f"{_number(10.0**power)} {unit}", "note mid"),
        ]
    for number, row in enumerate(rows):
        middle = top + step * number + 22
        parts += [
            _text(LEFT - 14, middle + 5, row.label, "end"),
            f'<path class="line" stroke-width="5" d="M{at(row.values[0]):.1f} {middle}H{at(row.values[-1]):.1f}"/>',
        ]
        for place, value in enumerate(row.values):
            first = place == 0
            size = 7 if first else 5.5
            kind = "ours" if first else "other"
            parts += [
                f'<circle class="{kind}" cx="{at(value):.1f}" cy="{middle}" r="{size}"/>',
                _text(at(value), middle - 12, f"{names[place]} {_number(value)}", "note mid"),
            ]
    return _svg(head, note, "".join(parts), foot + 46)


def _text(x: float, y: float, text: str, kind: str) -> str:
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}">{escape(text)}</text>'


def _number(value: float) -> str:
    """Write a number in about three digits.

    >>> [_number(value) for value in (1234.5, 45.67, 4.567, 0.1)]
    ['1,234', '46', '4.6', '0.1']
    """
    return f"{value:,.0f}" if value >= 10 or value == round(value) else f"{value:.1f}"


def _svg(head: str, note: str, inner: str, height: float) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height + 18:.0f}" role="img">'
        f"<title>{escape(head)}</title><style>{STYLE}</style>\n"
        f'<rect width="{WIDTH}" height="{height + 18:.0f}" rx="10" fill="var(--paper)"/>'
        f"{_text(24, 34, head, 'head')}{inner}{_text(24, height + 2, note, 'note')}</svg>\n"
    )
