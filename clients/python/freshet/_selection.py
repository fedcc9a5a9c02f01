"""What a caller asks of a view, and what rows of each layout say of it."""

from typing import Any, Dict, List, Literal, Mapping, NamedTuple, Optional, Sequence, Tuple

from ._layout import Age, Feature, Layout
from ._packed import Header, RowReader
from ._types import ValueType

Status = Literal["present", "missing_entity", "null", "outdated", "incomplete"]
"""How far a value may be trusted; the guide says when it is which."""

Retired = Mapping[str, Tuple[Optional[Age], Feature]]
"""By name what a view once had: features, and ages with the features that they are of."""

_AGE = ValueType("BIGINT")


def retire(layout: Layout) -> Retired:
    """What a view no longer has if it has another layout, and these names are not in that."""
    had: Dict[str, Tuple[Optional[Age], Feature]] = {
        feature.name: (None, feature) for feature in layout.features
    }
    had.update({age.name: (age, layout.features[layout.positions[age.of]]) for age in layout.ages})
    return had


class _Column(NamedTuple):
    """A feature whose values are read; if retired, it is no longer in the view's definition."""

    feature: Feature
    is_retired: bool


class Selection:
    """Features and ages of a view, in the order in which they were asked for.

    The values of a row are a list with one for each name, and behind them those that only ages are
    made of. Immutable; made once for many reads.
    """

    def __init__(self, view: str, layout: Layout, names: Sequence[str], retired: Retired) -> None:
        self.view = view
        self.layout = layout
        self.names = tuple(names)
        self.index = {name: i for i, name in enumerate(self.names)}
        self.columns: List[Optional[_Column]] = []
        ages = {age.name: (age, layout.features[layout.positions[age.of]]) for age in layout.ages}
        found: List[Tuple[int, Age, Feature]] = []
        for i, name in enumerate(self.names):
            age, feature = self._find(name, ages, retired)
            self.columns.append(self._column(feature) if age is None else None)
            if age is not None:
                found.append((i, age, feature))
        self.types = [column.feature.type if column else _AGE for column in self.columns]
        self._ages = [(i, self._base(feature), age) for i, age, feature in found]
        self._bases = {i: base for i, base, _ in self._ages}
        self.empty = [
            None if column is None or column.is_retired else column.feature.default
            for column in self.columns
        ]
        self._cuts: Dict[int, Cut] = {}

    def _find(self, name: str, ages: Retired, retired: Retired) -> Tuple[Optional[Age], Feature]:
        position = self.layout.positions.get(name)
        if position is not None:
            return None, self.layout.features[position]
        return ages[name] if name in ages else retired[name]

    def _column(self, feature: Feature) -> _Column:
        """A feature as the view has it now, if it still has it with this type."""
        position = _position(self.layout, feature)
        return (
            _Column(feature, True)
            if position < 0
            else _Column(self.layout.features[position], False)
        )

    def _base(self, feature: Feature) -> int:
        """Where the values are of which an age is made."""
        wanted = self._column(feature)
        if wanted not in self.columns:
            self.columns.append(wanted)
        return self.columns.index(wanted)

    def missing(self, now: int) -> List[Any]:
        """The values of an entity of which nothing is known."""
        return self._with_ages(self.empty.copy(), now)

    def read(self, cut: "Cut", row: bytes, now: int) -> List[Any]:
        """The values of a row."""
        return self._with_ages(cut.reader.read(row), now)

    def _with_ages(self, values: List[Any], now: int) -> List[Any]:
        for target, base, age in self._ages:
            values[target] = age.at(now, values[base])
        return values

    def cut(self, layout: Layout) -> "Cut":
        """What rows of a layout say of the selection."""
        cut = self._cuts.get(layout.fingerprint)
        if cut is None or cut.layout is not layout:
            cut = Cut(self, layout)
            self._cuts[layout.fingerprint] = cut
        return cut

    def source(self, index: int) -> int:
        """Which value tells the status of a value: that of which it is the age, or itself."""
        return self._bases.get(index, index)


class Cut:
    """Those features of a selection that rows of one layout have."""

    def __init__(self, selection: Selection, layout: Layout) -> None:
        self.layout = layout
        self._columns = selection.columns
        self._positions = [
            -1 if column is None else _position(layout, column.feature) for column in self._columns
        ]
        self.reader = RowReader(layout, self._positions, selection.empty)

    def complete_from(self, index: int) -> Optional[int]:
        """Since when all events have been counted, UTC milliseconds."""
        position = self._positions[index]
        return None if position < 0 else self.layout.features[position].complete_from_millis

    def status(self, index: int, value: Any, header: Header, oldest: Optional[int]) -> Status:
        """How far a value may be trusted, if rows of times before ``oldest`` may not."""
        position = self._positions[index]
        column = self._columns[index]
        if position < 0 or (column is not None and column.is_retired):
            return "outdated"
        if oldest is not None and header.feature_timestamp < oldest:
            return "outdated"
        if value is None:
            return "null"
        since = self.layout.features[position].complete_from_millis
        window = self.layout.features[position].window
        if since is None or (window is not None and since > header.feature_timestamp - window):
            return "incomplete"
        return "present"


def _position(layout: Layout, feature: Feature) -> int:
    """Where rows of a layout have a feature; -1 if they have none of this name and type."""
    position = layout.positions.get(feature.name, -1)
    return position if position >= 0 and layout.types[position] == feature.type else -1
