"""Python reads everything that Java writes."""

import unittest
from decimal import Decimal
from typing import Any

from support import VECTORS, vectors

from freshet import MalformedRow, ValueType
from freshet._packed import Header, RowReader
from freshet._types import date, timestamp


def expected(value_type: ValueType, told: Any) -> Any:
    """The stored value for which a vector's JSON stands."""
    if told is None:
        return None
    if value_type.kind == "DOUBLE":
        return float(told)
    if value_type.kind == "DECIMAL":
        return Decimal(told)
    if value_type.element is None:
        return told
    element = value_type.element
    if value_type.kind == "ARRAY":
        return [nested(element, each) for each in told]
    return {nested(element, key): count for key, count in told}


def nested(element: ValueType, told: Any) -> Any:
    if element.kind == "TIMESTAMP":
        return timestamp(told)
    return date(told) if element.kind == "DATE" else expected(element, told)


def exact(value: Any) -> Any:
    """What tells -0.0 from 0.0, 1 from True, 1.0 from 1.00, and one order of keys from another."""
    return value.as_tuple() if isinstance(value, Decimal) else repr(value)


class VectorsTest(unittest.TestCase):
    def test_there_are_many(self) -> None:
        self.assertGreater(len(vectors()), 100, VECTORS)

    def test_rows_are_read(self) -> None:
        for vector in vectors():
            if vector.is_damaged:
                continue
            with self.subTest(vector.name):
                layout = vector.layout
                values = RowReader(layout, range(len(layout.types))).read(vector.row)
                want = [
                    expected(each, told) for each, told in zip(layout.types, vector.told["values"])
                ]
                self.assertEqual(
                    [exact(value) for value in values], [exact(value) for value in want]
                )

    def test_headers_are_read(self) -> None:
        for vector in vectors():
            if not vector.is_damaged:
                found = Header.of(vector.row)
                self.assertEqual(found.fingerprint, vector.layout.fingerprint)
                for name in ("generation", "feature_timestamp", "sequence", "available_at"):
                    self.assertEqual(getattr(found, name), vector.told[name])

    def test_some_features_are_read_as_all_are(self) -> None:
        for vector in vectors():
            if vector.is_damaged:
                continue
            size = len(vector.layout.types)
            whole = RowReader(vector.layout, range(size)).read(vector.row)
            for step in (1, 3, 7, 50):
                for first in range(min(step, size)):
                    positions = list(range(first, size, step))[::-1]
                    for walks in (True, False):
                        reader = RowReader(vector.layout, [*positions, -1])
                        reader._walks = walks
                        with self.subTest(vector.name, step=step, first=first, walks=walks):
                            want = [exact(whole[position]) for position in positions] + ["None"]
                            self.assertEqual(
                                [exact(value) for value in reader.read(vector.row)], want
                            )

    def test_damaged_rows_are_refused(self) -> None:
        damaged = [vector for vector in vectors() if vector.is_damaged]
        self.assertGreater(len(damaged), 20)
        for vector in damaged:
            with self.subTest(vector.name), self.assertRaises(MalformedRow):
                Header.of(vector.row)
                RowReader(vector.layout, range(len(vector.layout.types))).read(vector.row)

    def test_values_never_share_what_can_be_changed(self) -> None:
        for vector in vectors():
            if vector.is_damaged:
                continue
            reader = RowReader(vector.layout, range(len(vector.layout.types)))
            values = reader.read(vector.row) + reader.read(vector.row)
            changeable = [id(value) for value in values if isinstance(value, (list, dict))]
            self.assertEqual(len(changeable), len(set(changeable)), vector.name)


if __name__ == "__main__":
    unittest.main()
