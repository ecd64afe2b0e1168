"""The way of a statement as a picture: time from left to right, origins at the left, who has it
from whom as lines. SVG that stands alone, readable in light and dark."""

import functools
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib import resources

from jinja2 import Environment, StrictUndefined, Template

from lautwem import model as m
from lautwem.export.labels import Labels
from lautwem.export.printable import one_line
from lautwem.export.traces.wire import Trace, TraceArticle, TraceInstance

MARGIN, TOP = 16, 66
SOURCE_WIDTH, BOX_WIDTH = 210, 220
GAP = 70
"""User units between the origins and the first moment."""
TIME_WIDTH = 520
ROW = 56
LETTERS, SOURCE_LETTERS = 27, 25
"""Letters of a name that fit into a box."""
TICKS = 5
HOUR = 3600
ZONE = HOUR
"""Dates without an offset are taken in Central European (winter) time."""
STEPS = (1, 2, 3, 6, 12, 24, 48, 96, 168, 336, 720, 2160, 8760)
"""Hours between two marks on the axis."""
MOST = 40
"""Articles that are drawn; a picture of more cannot be read, the JSON has them all."""
LEVELS = ("verbatim", "reported", "hedged", "asserted")


class Tick(m.Frozen):
    x: int
    label: str


class Box(m.Frozen):
    """One article; ``x`` is its first possible moment, ``until`` its last where that is later."""

    x: int
    y: int
    until: int | None
    name: str
    note: str
    title: str
    level: str
    gone: bool


class SourceBox(m.Frozen):
    x: int
    y: int
    label: str
    name: str
    counted: bool
    stands: bool


class Line(m.Frozen):
    path: str
    tip: str
    kind: str
    title: str


class Picture(m.Frozen):
    """Everything in user units from the upper left corner."""

    width: int
    height: int
    top: int
    bottom: int
    ticks: tuple[Tick, ...]
    sources: tuple[SourceBox, ...]
    boxes: tuple[Box, ...]
    edges: tuple[Line, ...]
    legend: tuple[str, ...]
    margin: int = MARGIN
    box_width: int = BOX_WIDTH
    source_width: int = SOURCE_WIDTH


def draw(trace: Trace, labels: Labels) -> str:
    """The picture as an SVG document; all text from articles is escaped."""
    return _template().render(
        p=layout(trace, labels),
        title=labels.quoted(_cut(one_line(trace.query), 90)),
        summary=_summary(trace, labels),
        language=labels.language,
        levels=LEVELS,
    )


@functools.cache
def _template() -> Template:
    path = resources.files("lautwem.export") / "templates" / "trace.svg"
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(path.read_text(encoding="utf-8"))


def _summary(trace: Trace, labels: Labels) -> str:
    if not trace.instances:
        return labels.of("trace", "nothing")
    number = labels.of("trace", "unknown") if trace.independent is None else str(trace.independent)
    parts = [f"{labels.of('trace', 'independent')}: {number}"]
    if trace.at_most > (trace.independent or 0):
        parts.append(f"{labels.of('trace', 'at_most')} {trace.at_most}")
    if trace.standing is not None and trace.standing != trace.independent:
        parts.append(f"{labels.of('trace', 'standing')} {trace.standing}")
    return " · ".join(parts)


def layout(trace: Trace, labels: Labels) -> Picture:
    """Where everything stands: one row an article, in order of time."""
    drawn = trace.instances[:MOST]
    begins = _begins(trace, drawn)
    scale = _Scale([begin for begin in begins if begin is not None])
    boxes = tuple(
        _box(i, row, begin, scale, labels)
        for row, (i, begin) in enumerate(zip(drawn, begins, strict=True))
    )
    origins = [o for o in trace.origins if any(o.name in i.origins for i in drawn)]
    first = {o.name: min(r for r, i in enumerate(drawn) if o.name in i.origins) for o in origins}
    sources = tuple(
        SourceBox(MARGIN, y, _cut(one_line(o.name), SOURCE_LETTERS), one_line(o.name), o.counted,
                  o.stands)
        for o, y in zip(origins, _apart([TOP + first[o.name] * ROW + 6 for o in origins]),
                        strict=True)
    )  # fmt: skip
    bottom = max([TOP + len(boxes) * ROW, *(s.y + 40 for s in sources)])
    legend = _legend(trace, labels)
    hands = _from_sources(drawn, sources, boxes, trace)
    return Picture(
        width=MARGIN * 2 + SOURCE_WIDTH + GAP + TIME_WIDTH + BOX_WIDTH,
        height=bottom + 40 + 16 * len(legend) + MARGIN,
        top=TOP - 6,
        bottom=bottom,
        ticks=scale.ticks(labels),
        sources=sources,
        boxes=boxes,
        edges=(*hands, *_between(trace, drawn, boxes, labels)),
        legend=legend,
    )


def _apart(wanted: Sequence[int]) -> list[int]:
    """Heights at which boxes of origins do not cover each other."""
    places: list[int] = []
    for y in wanted:
        while any(abs(y - other) < 32 for other in places):
            y += 32
        places.append(y)
    return places


class _Scale:
    """From moments to x; articles without a date stand at the right end."""

    def __init__(self, moments: Sequence[float]) -> None:
        self._begin = min(moments, default=0.0)
        self._end = max(moments, default=0.0)
        self._left = MARGIN + SOURCE_WIDTH + GAP

    def x(self, moment: float) -> int:
        length = self._end - self._begin
        share = (moment - self._begin) / length if length else 0.0
        return self._left + round(min(1.0, share) * TIME_WIDTH)

    @property
    def right(self) -> int:
        return self._left + TIME_WIDTH

    def ticks(self, labels: Labels) -> tuple[Tick, ...]:
        """Round moments: midnights, or hours where all happened within a day or two."""
        if not self._end:
            return ()
        length = self._end - self._begin
        step = next((s * HOUR for s in STEPS if length <= s * HOUR * TICKS), STEPS[-1] * HOUR)
        first = -(-(self._begin + ZONE) // step) * step - ZONE
        count = int((self._end - first) // step) + 1 if first <= self._end else 0
        moments = [first + step * number for number in range(min(count, 2 * TICKS))]
        return tuple(Tick(self.x(t), _moment(t, labels)) for t in moments or [self._begin])


def _moments(instance: TraceInstance) -> tuple[float, float]:
    time = instance.time
    if time is None:
        return 0.0, 0.0
    first, last = map(datetime.fromisoformat, (time.earliest, time.latest))
    return first.timestamp(), last.timestamp()


def _moment(timestamp: float, labels: Labels) -> str:
    """A date, or an hour inside a day, in Central European winter time as all dates here."""
    at = datetime.fromtimestamp(timestamp + ZONE, tz=UTC)
    if at.hour or at.minute:
        return at.strftime("%H:%M")
    return labels.date(m.PartialDate(at.strftime("%Y-%m-%d"), "day"))


def _begins(trace: Trace, drawn: Sequence[TraceInstance]) -> list[float | None]:
    """When each article can have appeared at the earliest: not before what it has it from."""
    own = {i.article.id: _moments(i) for i in drawn if i.time}
    begins = {id_: begin for id_, (begin, _) in own.items()}
    for instance in drawn:  # sources come before what rests on them
        here = instance.article.id
        for edge in trace.edges:
            if edge.from_ == here and here in begins and edge.to in begins:
                begins[here] = max(begins[here], min(begins[edge.to], own[here][1]))
    return [begins.get(i.article.id) for i in drawn]


def _box(
    instance: TraceInstance, row: int, begin: float | None, scale: _Scale, labels: Labels
) -> Box:
    article = instance.article
    end = _moments(instance)[1]
    x = scale.right if begin is None else scale.x(begin)
    long = begin is not None and end - begin > HOUR
    date = labels.date(article.published) if article.published else labels.of("trace", "no_date")
    level = labels.of("trace", "asserted")
    if instance.certainty != "asserted":
        level = labels.of("certainty", instance.certainty)
    return Box(
        x=x,
        y=TOP + row * ROW,
        until=max(x + 4, min(scale.x(end), x + BOX_WIDTH)) if long else None,
        name=_cut(_name(article), LETTERS),
        note=f"{labels.of('trace', instance.role)} · {level}",
        title=f"{_name(article)}, {date}: {_cut(one_line(instance.text), 300)}",
        level=instance.certainty,
        gone=article.status != "active" or bool(instance.rests_on),
    )


def _from_sources(
    drawn: Sequence[TraceInstance],
    sources: Sequence[SourceBox],
    boxes: Sequence[Box],
    trace: Trace,
) -> list[Line]:
    """Lines from each origin to the articles that have it first hand."""
    second = {edge.from_ for edge in trace.edges}
    lines = []
    for source in sources:
        for instance, box in zip(drawn, boxes, strict=True):
            if source.name not in map(one_line, instance.origins) or instance.article.id in second:
                continue
            x1, y1 = source.x + SOURCE_WIDTH, source.y + 13
            x2, y2 = box.x - 2, box.y + 19
            bend = x1 + GAP // 2
            path = f"M{x1} {y1} C{bend} {y1} {x1 + 12} {y2} {min(bend + 20, x2)} {y2} H{x2}"
            lines.append(Line(path, "", "origin", f"{source.name} → {box.name}"))
    return lines


def _between(
    trace: Trace, drawn: Sequence[TraceInstance], boxes: Sequence[Box], labels: Labels
) -> list[Line]:
    """Lines from an article down to those that have it from there."""
    places = {instance.article.id: box for instance, box in zip(drawn, boxes, strict=True)}
    lines = []
    for edge in trace.edges:
        start, end = places.get(edge.to), places.get(edge.from_)
        if start is None or end is None:
            continue
        verb = labels.of("trace", edge.kind)
        title = f"{end.name} {verb} {start.name}"
        lines.append(Line(*_elbow(start, end), edge.kind, title))
    return lines


def _elbow(start: Box, end: Box) -> tuple[str, str]:
    """Out at the lower edge of one box, into the left side or the upper edge of the other."""
    down = end.y > start.y
    y1 = start.y + (38 if down else 0)
    x1 = start.x + 16 + 9 * (start.y // ROW % 6)  # lines of different articles do not cover
    if end.x > x1 + 10:
        x2, y2 = end.x - 6, end.y + 19
        return f"M{x1} {y1} V{y2} H{x2}", f"M{x2 + 5} {y2} l-7 -4 v8 z"
    x2 = max(end.x + 30, x1 + 14)
    y2 = end.y - 6 if down else end.y + 44
    tip = f"M{x2} {y2 + 5} l-4 -7 h8 z" if down else f"M{x2} {y2 - 5} l-4 7 h8 z"
    middle = (y1 + y2) // 2 if abs(end.y - start.y) <= ROW else y1 + (9 if down else -9)
    return f"M{x1} {y1} V{middle} H{x2} V{y2}", tip


def _legend(trace: Trace, labels: Labels) -> tuple[str, ...]:
    lines = []
    if trace.contradicted_by:
        names = dict.fromkeys(_name(d.article) for d in trace.contradicted_by)
        lines.append(f"{labels.of('trace', 'denials')}: {_cut(', '.join(names), 150)}")
    if len(trace.instances) > MOST:
        lines.append(f"+ {len(trace.instances) - MOST}")
    return tuple(lines)


def _name(article: TraceArticle) -> str:
    return one_line(article.outlet or article.title or article.source)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
