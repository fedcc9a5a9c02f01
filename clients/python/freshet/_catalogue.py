"""Layouts of a pipeline's views, kept for a minute.

Here and in the reads, what talks to Redis is a generator: it yields keys and is sent their values,
so that a client that blocks and one that is awaited share all the rest.
"""

import difflib
import threading
from typing import Dict, Generator, Iterable, List, Mapping, Optional, Sequence, Tuple, TypeVar

from ._keys import check_name, current_key, layout_key
from ._layout import Layout
from ._selection import Retired, Selection, retire
from .errors import MalformedLayout, UnknownFeature, UnknownView

T = TypeVar("T")
Fetch = Generator[List[bytes], List[Optional[bytes]], T]

_MOST_SELECTIONS = 256


class View:
    """What is known of a view: its layout now, those of rows that were read, what it had before.

    Immutable, but for selections, which are made once.
    """

    def __init__(
        self,
        name: str,
        current: Layout,
        texts: Mapping[int, bytes],
        layouts: Mapping[int, Layout],
        retired: Retired,
    ) -> None:
        self.name = name
        self.current = current
        self.layouts = layouts
        self.fingerprints = frozenset(each.to_bytes(8, "big") for each in layouts)
        self._texts = texts
        self._retired = retired
        self._selections: Dict[Optional[Tuple[str, ...]], Selection] = {}

    @staticmethod
    def of(name: str, fingerprint: int, text: bytes) -> "View":
        """A view with one layout."""
        layout = _parse(fingerprint, text)
        return View(name, layout, {fingerprint: text}, {fingerprint: layout}, {})

    def with_layouts(self, current: int, found: Mapping[int, bytes]) -> "View":
        """The same with layouts that were read."""
        changed = {known: text for known, text in found.items() if self._texts.get(known) != text}
        if not changed and current == self.current.fingerprint:
            return self
        layouts = {
            **self.layouts,
            **{known: _parse(known, text) for known, text in changed.items()},
        }
        is_same = layouts[current] is self.current
        retired = self._retired if is_same else {**self._retired, **retire(self.current)}
        view = View(self.name, layouts[current], {**self._texts, **changed}, layouts, retired)
        if is_same:
            view._selections = self._selections
        return view

    def knows(self, names: Iterable[str]) -> bool:
        """Whether it has, or has had, all these features and ages."""
        known = self.current.index
        return all(name in known or name in self._retired for name in names)

    def select(self, names: Optional[Sequence[str]]) -> Selection:
        """Some features and ages, or all that it has now."""
        asked = None if names is None else tuple(names)
        selection = self._selections.get(asked)
        if selection is None:
            selection = self._make(self.current.names if asked is None else asked)
            if len(self._selections) >= _MOST_SELECTIONS:
                self._selections.clear()
            self._selections[asked] = selection
        return selection

    def _make(self, names: Sequence[str]) -> Selection:
        for name in names:
            if not self.knows([name]):
                raise UnknownFeature(
                    f"view '{self.name}' has no feature {name!r}{self._similar(name)}"
                )
        if len(set(names)) != len(names):
            raise ValueError(
                f"a feature of view '{self.name}' is asked for twice: {', '.join(names)}"
            )
        return Selection(self.name, self.current, names, self._retired)

    def _similar(self, name: object) -> str:
        close = difflib.get_close_matches(str(name), self.current.names, 3)
        return f"; it has {', '.join(close)}" if close else "; layout(view).names has all"


class Catalogue:
    """The views of a pipeline. Thread-safe."""

    def __init__(self, pipeline: str, max_age_millis: int) -> None:
        self._pipeline = check_name(pipeline)
        self._max_age = max_age_millis
        self._lock = threading.Lock()
        self._views: Dict[str, View] = {}
        self._read_at: Dict[str, int] = {}

    def views(self, names: Iterable[str], now: int) -> Fetch[List[View]]:
        """Views by name, read again where that was too long ago."""
        wanted = [check_name(name) for name in names]
        stale = [name for name in wanted if self._is_due(name, now)]
        if stale:
            yield from self._read(stale)
        return [self._views[name] for name in wanted]

    def reread(self, name: str, now: int) -> Fetch[View]:
        """A view as it is now."""
        self._read_at[name] = now
        yield from self._read([name])
        return self._views[name]

    def learn(self, name: str, fingerprints: Sequence[int]) -> Fetch[View]:
        """A view with layouts of rows that were read; those that the store lacks are left out."""
        texts = yield from self._layouts({name: fingerprints})
        with self._lock:
            view = self._views[name]
            self._views[name] = view.with_layouts(view.current.fingerprint, texts[name])
            return self._views[name]

    def _is_due(self, name: str, now: int) -> bool:
        """Whether this caller shall read the view; the others go on with what is known."""
        with self._lock:
            read_at = self._read_at.get(name)
            if name in self._views and read_at is not None and 0 <= now - read_at < self._max_age:
                return False
            self._read_at[name] = now
            return True

    def _read(self, names: Sequence[str]) -> Fetch[None]:
        try:
            yield from self._read_again(names)
        except BaseException:
            with self._lock:
                for name in names:
                    self._read_at.pop(name, None)
            raise

    def _read_again(self, names: Sequence[str]) -> Fetch[None]:
        known = {
            name: list(self._views[name].layouts) if name in self._views else [] for name in names
        }
        answers = yield [current_key(self._pipeline, name) for name in names] + self._layout_keys(
            known
        )
        current = {name: self._current(name, text) for name, text in zip(names, answers)}
        texts = _by_view(known, answers[len(names) :])
        new = {name: [current[name]] for name in names if current[name] not in known[name]}
        if new:
            found = yield from self._layouts(new)
            for name in new:
                if current[name] not in found[name]:
                    raise MalformedLayout(
                        f"view '{name}' of pipeline '{self._pipeline}' has"
                        f" layout {current[name]:016x}, which is not in the store"
                    )
                texts[name].update(found[name])
        with self._lock:
            for name in names:
                self._put(name, current[name], texts[name])

    def _put(self, name: str, current: int, texts: Mapping[int, bytes]) -> None:
        view = self._views.get(name)
        view = View.of(name, current, texts[current]) if view is None else view
        self._views[name] = view.with_layouts(current, texts)

    def _current(self, name: str, text: Optional[bytes]) -> int:
        if text is None:
            if name in self._views:
                return self._views[name].current.fingerprint
            raise UnknownView(
                f"pipeline '{self._pipeline}' has published no view '{name}' here; check both names"
                " and the address of the store, and that the pipeline has run"
            )
        try:
            return int(text, 16)
        except ValueError as e:
            raise MalformedLayout(
                f"{current_key(self._pipeline, name)!r} holds {text[:40]!r}, no fingerprint"
            ) from e

    def _layout_keys(self, fingerprints: Mapping[str, Sequence[int]]) -> List[bytes]:
        return [
            layout_key(self._pipeline, name, each)
            for name in fingerprints
            for each in fingerprints[name]
        ]

    def _layouts(
        self, fingerprints: Mapping[str, Sequence[int]]
    ) -> Fetch[Dict[str, Dict[int, bytes]]]:
        answers = yield self._layout_keys(fingerprints)
        return _by_view(fingerprints, answers)


def _by_view(
    fingerprints: Mapping[str, Sequence[int]], texts: Sequence[Optional[bytes]]
) -> Dict[str, Dict[int, bytes]]:
    rest = iter(texts)
    return {
        name: {each: text for each, text in zip(fingerprints[name], rest) if text is not None}
        for name in fingerprints
    }


def _parse(fingerprint: int, text: bytes) -> Layout:
    layout = Layout.from_json(text)
    if layout.fingerprint != fingerprint:
        raise MalformedLayout(
            f"under {fingerprint:016x} stands the layout {layout.fingerprint:016x}"
        )
    return layout
