"""Tables of values for NumPy and pandas, which need not be there unless this module is used."""

from typing import Any, Dict, Iterable, List, Mapping, Sequence

import numpy

from .rows import Column

_NUMBERS = frozenset({"BOOLEAN", "BIGINT", "DOUBLE", "DECIMAL"})


def matrix(columns: Mapping[str, Column], rows: int) -> "numpy.ndarray[Any, Any]":
    """All columns as float64."""
    others = [
        f"{name} ({column.type})"
        for name, column in columns.items()
        if column.type.kind not in _NUMBERS
    ]
    if others:
        raise TypeError(
            f"a matrix has numbers only, not {', '.join(others)};"
            " choose features, or take column() or to_pandas()"
        )
    table = numpy.empty((rows, len(columns)), dtype=numpy.float64)
    for i, column in enumerate(columns.values()):
        table[:, i] = numpy.array(column.values, dtype=numpy.float64)
    return table


def array(column: Column) -> "numpy.ndarray[Any, Any]":
    """One column in the type that suits it."""
    kind, values = column.type.kind, column.values
    has_null = None in values
    if kind in ("DOUBLE", "DECIMAL") or (kind == "BIGINT" and has_null):
        return numpy.array(values, dtype=numpy.float64)
    if kind == "BIGINT":
        return numpy.array(values, dtype=numpy.int64)
    if kind == "TIMESTAMP":
        return numpy.array(values, dtype="datetime64[ms]")
    if kind == "DATE":
        return numpy.array(values, dtype="datetime64[D]")
    if kind == "BOOLEAN" and not has_null:
        return numpy.array(values, dtype=numpy.bool_)
    return _objects(values)


def _objects(values: Sequence[Any]) -> "numpy.ndarray[Any, Any]":
    objects = numpy.empty(len(values), dtype=object)
    for i, value in enumerate(values):
        objects[i] = value
    return objects


def frame(entities: Iterable[Mapping[str, Any]], columns: Mapping[str, Column]) -> Any:
    """A data frame of join keys and columns."""
    import pandas

    keys: Dict[str, List[Any]] = {}
    for entity in entities:
        for name, value in entity.items():
            keys.setdefault(name, []).append(value)
    series = {name: pandas.Series(values) for name, values in keys.items()}
    for name, column in columns.items():
        series[name] = _series(pandas, column)
    return pandas.DataFrame(series)


def _series(pandas: Any, column: Column) -> Any:
    kind = column.type.kind
    if kind in ("BIGINT", "BOOLEAN"):
        return pandas.Series(column.values, dtype="Int64" if kind == "BIGINT" else "boolean")
    series = pandas.Series(array(column))
    return series.dt.tz_localize("UTC") if kind == "TIMESTAMP" else series
