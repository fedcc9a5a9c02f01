"""Reads of rows; they talk to whoever asks Redis as the catalogue does."""

import datetime
from typing import Any, Callable, Dict, Iterable, List, Mapping, Optional, Sequence, Tuple

from ._catalogue import Catalogue, Fetch, View
from ._keys import Entity, encode, join_keys, row_prefix
from ._layout import Layout
from ._packed import Header
from ._selection import Selection
from .errors import InvalidEntity, MalformedRow
from .rows import JoinedRow, Row, Rows, join, of_view

_MILLISECOND = datetime.timedelta(milliseconds=1)


class Reads:
    """The reads of one store. Thread-safe."""

    def __init__(
        self, pipeline: str, layout_max_age: datetime.timedelta, clock: Callable[[], float]
    ) -> None:
        self._pipeline = pipeline
        self._clock = clock
        self._catalogue = Catalogue(pipeline, layout_max_age // _MILLISECOND)

    def layout(self, view: str) -> Fetch[Layout]:
        """What rows of a view hold now."""
        (known,) = yield from self._catalogue.views([view], self._now())
        return known.current

    def one(
        self,
        view: str,
        entity: Optional[Entity],
        keys: Mapping[str, Any],
        features: Optional[Sequence[str]],
        max_age: Optional[datetime.timedelta],
    ) -> Fetch[Row]:
        """The row of an entity that is told in one piece, or by its join keys."""
        if (entity is None) != bool(keys):
            raise InvalidEntity(
                "tell the entity by its join keys:"
                " get(view, user_id='u1'), or get(view, {'user_id': 'u1'})"
            )
        if keys:
            (known,) = yield from self._catalogue.views([view], self._now())
            extra = [name for name in keys if name not in {key.name for key in known.current.keys}]
            if extra:
                raise InvalidEntity(
                    f"view '{view}' is not keyed by {', '.join(extra)}, nor is that an option"
                )
        rows = yield from self.many(view, [keys if keys else entity], features, max_age)
        return rows[0]

    def many(
        self,
        view: str,
        entities: Iterable[Entity],
        features: Optional[Sequence[str]],
        max_age: Optional[datetime.timedelta],
    ) -> "Fetch[Rows[Row]]":
        """The rows of entities of one view."""
        read = yield from self._read({view: features}, _listed(entities), max_age)
        return of_view(*read[view])

    def joined(
        self,
        views: Mapping[str, Optional[Sequence[str]]],
        entities: Iterable[Mapping[str, Any]],
        prefix: bool,
        max_age: Optional[datetime.timedelta],
    ) -> "Fetch[Rows[JoinedRow]]":
        """The rows of entities of several views."""
        listed = _listed(entities)
        if not all(isinstance(entity, Mapping) for entity in listed):
            raise InvalidEntity(
                "the entities of several views are dicts with the join keys of all of them"
            )
        read = yield from self._read(views, listed, max_age)
        return join(read, len(listed), prefix)

    def _read(
        self,
        wanted: Mapping[str, Optional[Sequence[str]]],
        entities: Sequence[Entity],
        max_age: Optional[datetime.timedelta],
    ) -> Fetch[Dict[str, Tuple[Selection, List[Row]]]]:
        now = self._now()
        oldest = None if max_age is None else now - max_age // _MILLISECOND
        selections = yield from self._selections(wanted, now)
        asked = {view: _Asked(self._pipeline, selections[view], entities) for view in wanted}
        keys = list(
            dict.fromkeys(key for each in asked.values() for key in each.keys if key is not None)
        )
        answers = (yield keys) if keys else []
        stored = {key: row for key, row in zip(keys, answers) if row is not None}
        read = {}
        for view, each in asked.items():
            known = yield from self._layouts(view, each, stored)
            read[view] = (each.selection, each.rows(known, stored, now, oldest))
        return read

    def _selections(
        self, wanted: Mapping[str, Optional[Sequence[str]]], now: int
    ) -> Fetch[Dict[str, Selection]]:
        views = yield from self._catalogue.views(wanted, now)
        selections = {}
        for view, (name, features) in zip(views, wanted.items()):
            if isinstance(features, (str, bytes)):
                raise TypeError(f"features are a list of names, not {features!r}")
            is_known = features is None or view.knows(features)
            latest = view if is_known else (yield from self._catalogue.reread(name, now))
            selections[name] = latest.select(features)
        return selections

    def _layouts(self, view: str, asked: "_Asked", stored: Mapping[bytes, bytes]) -> Fetch[View]:
        """The view with the layouts of all rows that were read, as far as they are in the store."""
        (known,) = yield from self._catalogue.views([view], self._now())
        rows = [stored[key] for key in asked.keys if key is not None and key in stored]
        unknown = sorted({row[1:9] for row in rows if len(row) > 8} - known.fingerprints)
        if unknown:
            known = yield from self._catalogue.learn(
                view, [int.from_bytes(each, "big") for each in unknown]
            )
        return known

    def _now(self) -> int:
        return int(self._clock() * 1000)


def _listed(entities: Iterable[Entity]) -> List[Entity]:
    """The entities as a list; the rows of a data frame are dicts."""
    if isinstance(entities, (str, bytes, Mapping)):
        raise InvalidEntity(f"entities are a list, not {entities!r:.80}; get() reads one")
    if hasattr(entities, "columns") and hasattr(entities, "to_dict"):
        return list(entities.to_dict("records"))
    return list(entities)


class _Asked:
    """The entities of a view, and where their rows are; None where there is no entity."""

    def __init__(self, pipeline: str, selection: Selection, entities: Sequence[Entity]) -> None:
        view, keys = selection.view, selection.layout.keys
        prefix = row_prefix(pipeline, view)
        self.selection = selection
        self._entities = [join_keys(view, keys, entity) for entity in entities]
        self.keys: List[Optional[bytes]] = []
        for entity in self._entities:
            key = encode(view, keys, entity)
            self.keys.append(None if key is None else prefix + key)

    def rows(
        self, view: View, stored: Mapping[bytes, bytes], now: int, oldest: Optional[int]
    ) -> List[Row]:
        """A row for each entity; the same row where the same entity is asked for."""
        made: Dict[Optional[bytes], Row] = {}
        rows = []
        for key, entity in zip(self.keys, self._entities):
            row = made.get(key)
            if row is None or row.entity != entity:
                row = self._row(view, key, entity, stored, now, oldest)
                made[key] = row
            rows.append(row)
        return rows

    def _row(
        self,
        view: View,
        key: Optional[bytes],
        entity: Mapping[str, Any],
        stored: Mapping[bytes, bytes],
        now: int,
        oldest: Optional[int],
    ) -> Row:
        packed = None if key is None else stored.get(key)
        if packed is None:
            return Row(entity, self.selection, None, None, self.selection.missing(now), now, oldest)
        try:
            header = Header.of(packed)
            layout = view.layouts.get(header.fingerprint)
            if layout is None:
                raise MalformedRow(f"its layout {header.fingerprint:016x} is not in the store")
            cut = self.selection.cut(layout)
            values = self.selection.read(cut, packed, now)
            return Row(entity, self.selection, cut, header, values, now, oldest)
        except MalformedRow as e:
            raise MalformedRow(f"the row under {key!r} cannot be read: {e}") from e
