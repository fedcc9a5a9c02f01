"""Rows as callers see them: values by feature, each with its status, one by one or as tables."""

import datetime
from typing import (
    TYPE_CHECKING,
    Any,
    Dict,
    Generic,
    Iterator,
    List,
    Mapping,
    NamedTuple,
    Optional,
    Sequence,
    Tuple,
    TypeVar,
    Union,
    overload,
)

from ._packed import Header
from ._selection import Cut, Selection, Status
from ._types import Timestamp, ValueType, timestamp

if TYPE_CHECKING:
    import numpy
    import pandas


class Row(Mapping[str, Any]):
    """The features of one entity in one view. Cannot be changed.

    ``row["feature"]`` is a bool, int, float, :class:`decimal.Decimal`, str, aware
    :class:`datetime.datetime`, :class:`datetime.date`, a list of these, a dict from them to counts,
    or None for NULL.
    """

    __slots__ = ("_entity", "_selection", "_cut", "_header", "_values", "_now", "_oldest")

    def __init__(
        self,
        entity: Mapping[str, Any],
        selection: Selection,
        cut: Optional[Cut],
        header: Optional[Header],
        values: List[Any],
        now: int,
        oldest: Optional[int],
    ) -> None:
        self._entity = entity
        self._selection = selection
        self._cut = cut
        self._header = header
        self._values = values
        self._now = now
        self._oldest = oldest

    @property
    def view(self) -> str:
        """The view's name."""
        return self._selection.view

    @property
    def entity(self) -> Mapping[str, Any]:
        """The join keys, as they were asked for."""
        return self._entity

    @property
    def found(self) -> bool:
        """Whether the entity has a row; without one its values are the view's defaults."""
        return self._header is not None

    @property
    def feature_timestamp(self) -> Optional[Timestamp]:
        """The event time for which the values hold; None without a row."""
        return None if self._header is None else timestamp(self._header.feature_timestamp)

    @property
    def available_at(self) -> Optional[Timestamp]:
        """When the row became readable; None if that is not known."""
        known = None if self._header is None else self._header.available_at
        return timestamp(known) if known else None

    @property
    def sequence(self) -> Optional[int]:
        """How many events were applied in this generation; None without a row."""
        return None if self._header is None else self._header.sequence

    @property
    def generation(self) -> Optional[int]:
        """The generation of the pipeline's state; None without a row."""
        return None if self._header is None else self._header.generation

    @property
    def age(self) -> Optional[datetime.timedelta]:
        """The time from ``feature_timestamp`` until the row was read; None without a row."""
        if self._header is None:
            return None
        age = self._now - self._header.feature_timestamp
        try:
            return datetime.timedelta(milliseconds=age)
        except OverflowError:
            return datetime.timedelta.max if age > 0 else datetime.timedelta.min

    def status(self, feature: str) -> Status:
        """How far a value may be trusted: present, missing_entity, null, outdated or incomplete."""
        index = self._selection.source(self._selection.index[feature])
        if self._header is None or self._cut is None:
            return "missing_entity"
        return self._cut.status(index, self._values[index], self._header, self._oldest)

    def statuses(self) -> Dict[str, Status]:
        """The status of each value."""
        return {name: self.status(name) for name in self}

    def complete_from(self, feature: str) -> Optional[Timestamp]:
        """Since when all events have been counted in a value; None if that is not known."""
        index = self._selection.source(self._selection.index[feature])
        since = None if self._cut is None else self._cut.complete_from(index)
        return None if since is None else timestamp(since)

    def to_dict(self) -> Dict[str, Any]:
        """Join keys and values by name."""
        return {**self._entity, **self}

    def __getitem__(self, feature: str) -> Any:
        index = self._selection.index[feature]
        return self._selection.types[index].to_python(self._values[index])

    def __iter__(self) -> Iterator[str]:
        return iter(self._selection.names)

    def __len__(self) -> int:
        return len(self._selection.names)

    def __repr__(self) -> str:
        return (
            f"<{self.view} {dict(self._entity)!r} as of {self.feature_timestamp}: {dict(self)!r}>"
        )


class JoinedRow(Mapping[str, Any]):
    """The features of several views, of one entity or of entities that belong together.

    Cannot be changed.
    """

    __slots__ = ("_rows", "_places")

    def __init__(self, rows: Mapping[str, Row], places: "Mapping[str, _Place]") -> None:
        self._rows = rows
        self._places = places

    @property
    def rows(self) -> Mapping[str, Row]:
        """The row of each view, with its times."""
        return self._rows

    @property
    def entity(self) -> Mapping[str, Any]:
        """The join keys of all views, as they were asked for."""
        return {name: value for row in self._rows.values() for name, value in row.entity.items()}

    def status(self, feature: str) -> Status:
        """How far a value may be trusted: present, missing_entity, null, outdated or incomplete."""
        view, name = self._places[feature]
        return self._rows[view].status(name)

    def statuses(self) -> Dict[str, Status]:
        """The status of each value."""
        return {name: self.status(name) for name in self}

    def complete_from(self, feature: str) -> Optional[Timestamp]:
        """Since when all events have been counted in a value; None if that is not known."""
        view, name = self._places[feature]
        return self._rows[view].complete_from(name)

    def to_dict(self) -> Dict[str, Any]:
        """Join keys and values by name."""
        return {**self.entity, **self}

    def __getitem__(self, feature: str) -> Any:
        view, name = self._places[feature]
        return self._rows[view][name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def __repr__(self) -> str:
        return f"<{dict(self.entity)!r}: {dict(self)!r}>"


class _Place(NamedTuple):
    view: str
    feature: str


class Column(NamedTuple):
    """A feature of a table: its type and values, in their stored form."""

    type: ValueType
    values: List[Any]


_Views = Mapping[str, Tuple[Selection, Sequence[Row]]]
"""By view what was asked of it, and a row for each entity."""

R_co = TypeVar("R_co", bound=Union[Row, JoinedRow], covariant=True)


class Rows(Sequence[R_co], Generic[R_co]):
    """Rows in the order of the entities that were asked for. Cannot be changed."""

    def __init__(self, rows: Sequence[R_co], views: _Views, places: Mapping[str, _Place]) -> None:
        self._rows: Sequence[R_co] = rows
        self._views = views
        self._places = places

    @property
    def features(self) -> List[str]:
        """Names of the columns, in order."""
        return list(self._places)

    def statuses(self) -> List[Dict[str, Status]]:
        """For each row the status of each value."""
        return [row.statuses() for row in self._rows]

    def to_dicts(self) -> List[Dict[str, Any]]:
        """For each row join keys and values by name."""
        return [row.to_dict() for row in self._rows]

    def to_numpy(self) -> "numpy.ndarray[Any, Any]":
        """A row of float64 for each entity, NaN for NULL.

        Decimals become the nearest floats; so do integers beyond 2**53. TypeError if a feature is
        neither a number nor BOOLEAN.
        """
        from ._arrays import matrix

        return matrix(self._columns(), len(self))

    def to_pandas(self) -> "pandas.DataFrame":
        """A data frame: the join keys, then the features.

        BIGINT and BOOLEAN are Int64 and boolean, DOUBLE and DECIMAL float64, TIMESTAMP and DATE
        datetimes, those of TIMESTAMP in UTC, everything else objects.
        """
        from ._arrays import frame

        return frame([row.entity for row in self._rows], self._columns())

    def column(self, feature: str) -> "numpy.ndarray[Any, Any]":
        """An array of one feature's values.

        BIGINT is int64, or float64 if a value is NULL, BOOLEAN bool or then object, DOUBLE and
        DECIMAL float64, TIMESTAMP datetime64[ms], DATE datetime64[D], everything else objects.
        """
        from ._arrays import array

        return array(self._column(feature))

    def _columns(self) -> Dict[str, Column]:
        return {name: self._column(name) for name in self._places}

    def _column(self, name: str) -> Column:
        place = self._places[name]
        selection, rows = self._views[place.view]
        index = selection.index[place.feature]
        return Column(selection.types[index], [row._values[index] for row in rows])

    @overload
    def __getitem__(self, index: int) -> R_co: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[R_co]: ...

    def __getitem__(self, index: Union[int, slice]) -> Union[R_co, Sequence[R_co]]:
        return self._rows[index]

    def __len__(self) -> int:
        return len(self._rows)

    def __repr__(self) -> str:
        return f"<{len(self)} rows of {', '.join(self._views)} with {len(self._places)} features>"


def of_view(selection: Selection, rows: Sequence[Row]) -> "Rows[Row]":
    """The rows of one view."""
    view = selection.view
    return Rows(
        rows, {view: (selection, rows)}, {name: _Place(view, name) for name in selection.names}
    )


def join(views: _Views, size: int, prefix: bool) -> "Rows[JoinedRow]":
    """The rows of several views side by side, for so many entities in the same order."""
    places: Dict[str, _Place] = {}
    for view, (selection, _) in views.items():
        for feature in selection.names:
            name = f"{view}__{feature}" if prefix else feature
            if name in places:
                raise ValueError(
                    f"views '{places[name].view}' and '{view}' both have a feature '{name}';"
                    f" prefix=True calls them <view>__{feature}"
                )
            places[name] = _Place(view, feature)
    joined = [
        JoinedRow({view: rows[i] for view, (_, rows) in views.items()}, places) for i in range(size)
    ]
    return Rows(joined, views, places)
