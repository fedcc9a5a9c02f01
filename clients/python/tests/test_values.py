"""What callers see of each type."""

import datetime
import unittest
from decimal import Decimal, localcontext

from support import FakeRedis, describe, header, pack

from freshet import Layout, OnlineStore, ValueType

UTC = datetime.timezone.utc


class ValuesTest(unittest.TestCase):
    def setUp(self) -> None:
        self.redis = FakeRedis()
        self.store = OnlineStore(self.redis, "shop")

    def one(self, value_type: str, stored: object) -> object:
        self.redis.put("u1", pack(self.redis.publish(describe({"f": value_type})), [stored]))
        return self.store.get("activity", user_id="u1")["f"]

    def test_timestamps_are_aware(self) -> None:
        first = datetime.datetime(2026, 2, 2, 2, 40, 0, 123000, UTC)
        self.assertEqual(self.one("TIMESTAMP", 1_770_000_000_123), first)

    def test_timestamps_outside_the_calendar_are_milliseconds(self) -> None:
        self.assertEqual(
            ValueType.parse("TIMESTAMP").to_python(-62_135_596_800_000),
            datetime.datetime(1, 1, 1, tzinfo=UTC),
        )
        for millis in (2**63 - 1, -(2**63), -62_135_596_800_001, 253_402_300_800_000):
            self.assertEqual(ValueType.parse("TIMESTAMP").to_python(millis), millis)

    def test_dates_are_dates(self) -> None:
        self.assertEqual(self.one("DATE", 20_000), datetime.date(2024, 10, 4))

    def test_dates_outside_the_calendar_are_days(self) -> None:
        for days in (2_932_897, -719_163, 2**62, -(2**62)):
            self.assertEqual(ValueType.parse("DATE").to_python(days), days)

    def test_decimals_are_exact_whatever_the_context(self) -> None:
        layout = Layout.from_json(self.redis.publish(describe({"f": "DECIMAL(38,3)"})))
        unscaled = -(10**38 - 1)
        value = unscaled.to_bytes(16, "big", signed=True)
        self.redis.put("u1", header(layout) + bytes([1, 15, 16]) + value)
        with localcontext() as context:
            context.prec = 5
            found = self.store.get("activity", user_id="u1")["f"]
        self.assertEqual(found.as_tuple(), Decimal("-" + "9" * 35 + ".999").as_tuple())

    def test_zeros_have_the_digits_of_their_type(self) -> None:
        self.assertEqual(str(ValueType.parse("DECIMAL(12,2)").zero()), "0.00")

    def test_types_are_read_as_they_are_written(self) -> None:
        for text in ("BOOLEAN", "DECIMAL(38,0)", "ARRAY<DECIMAL(9,2)>", "COUNTS<STRING>"):
            self.assertEqual(str(ValueType.parse(text)), text)

    def test_what_is_no_type_is_refused(self) -> None:
        for text in (
            "",
            "INT",
            "DECIMAL",
            "DECIMAL(39,0)",
            "DECIMAL(2,3)",
            "ARRAY<ARRAY<STRING>>",
            "ARRAY<>",
            "bigint",
        ):
            with self.subTest(text), self.assertRaises(ValueError):
                ValueType.parse(text)

    def test_ages_are_counted_in_whole_units_rounded_down(self) -> None:
        units = [
            ("in_days", "at", "days"),
            ("in_hours", "at", "hours"),
            ("in_seconds", "at", "seconds"),
        ]
        published = self.redis.publish(describe({"at": "TIMESTAMP"}, ages=units))
        store = OnlineStore(self.redis, "shop", clock=lambda: 86_400.0 * 3)
        for since, ages in (
            (0, [3, 72, 259_200]),
            (1, [2, 71, 259_199]),
            (86_400_000 * 3 + 1, [-1, -1, -1]),
            (None, [None] * 3),
        ):
            self.redis.put("u1", pack(published, [since]))
            self.assertEqual(list(store.get("activity", user_id="u1").values())[1:], ages)
        self.assertEqual(
            store.get("activity", user_id="u1", features=["in_days"]).to_dict(),
            {"user_id": "u1", "in_days": None},
        )


if __name__ == "__main__":
    unittest.main()
