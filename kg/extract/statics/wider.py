"""The larger places of what lies, was born or died in a place whose own phrase names them: "in der Stadt X in Y"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from kg.extract.events.event import Event
from kg.extract.statics.holding import apart
from kg.schema import Mention

_HELD = frozenset({"located_in", "born_in", "died_in"})


def wider(events: Iterable[Event]) -> list[Event]:
    """The same relations to the places that the place of a relation is said to lie in, where it is named."""
    found = list(events)
    larger: dict[str, list[Mention]] = defaultdict(list)
    for event in found:
        inside, outside = event.subjects[0], event.objects[0]
        if event.relation == "located_in" and inside.kind == "LOC" and outside.kind == "LOC":
            larger[inside.id].append(outside)
    return [
        replace(event, objects=(place,), rule="place.wider")
        for event in found
        if event.relation in _HELD and len(event.objects) == 1 and event.objects[0].kind == "LOC"
        for place in larger.get(event.objects[0].id, ())
        if all(apart(place, m) for m in event.subjects)
    ]
