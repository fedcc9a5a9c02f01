"""How far values may be trusted."""

import datetime
import unittest
from typing import Any, Optional

from support import DAY, NOW, Clock, FakeRedis, describe, pack

from freshet import OnlineStore, Row

WHOLE = {"complete_from": NOW - 30 * DAY, "window": 30 * DAY}


class StatusTest(unittest.TestCase):
    def setUp(self) -> None:
        self.redis = FakeRedis()
        self.clock = Clock(NOW + DAY)
        self.store = OnlineStore(self.redis, "shop", clock=self.clock)

    def row(self, known: Any, value: Optional[int], time: int = NOW, **options: Any) -> Row:
        published = self.redis.publish(describe({"f": "BIGINT"}, f=known))
        self.redis.put("u1", pack(published, [value], time))
        store = OnlineStore(self.redis, "shop", clock=self.clock)
        return store.get("activity", user_id="u1", **options)

    def test_present(self) -> None:
        row = self.row(WHOLE, 5)
        self.assertEqual((row["f"], row.status("f")), (5, "present"))

    def test_null(self) -> None:
        row = self.row(WHOLE, None)
        self.assertEqual((row["f"], row.status("f")), (None, "null"))
        row = self.row({**WHOLE, "implied": "0"}, None)
        self.assertEqual((row["f"], row.status("f")), (None, "null"))

    def test_missing_entity_has_the_defaults_of_the_view(self) -> None:
        known = {"n": {"default": "0"}, "amount": {"default": "0.00"}, "at": {"default": "0"}}
        types = {"n": "BIGINT", "amount": "DECIMAL(12,2)", "at": "TIMESTAMP", "name": "STRING"}
        self.redis.publish(describe(types, ages=[("days", "at", "days")], **known))
        row = self.store.get("activity", user_id="u1")
        self.assertFalse(row.found)
        self.assertEqual(
            (row["n"], str(row["amount"]), row["name"], row["days"]),
            (0, "0.00", None, (NOW + DAY) // DAY),
        )
        self.assertEqual(set(row.statuses().values()), {"missing_entity"})
        self.assertEqual(
            [row.feature_timestamp, row.available_at, row.sequence, row.generation, row.age],
            [None] * 5,
        )
        self.assertIsNone(row.complete_from("n"))

    def test_a_value_is_incomplete_where_nothing_is_known_of_its_events(self) -> None:
        self.assertEqual(self.row({"window": DAY}, 5).status("f"), "incomplete")
        self.assertEqual(self.row({}, 5).status("f"), "incomplete")

    def test_a_value_is_incomplete_where_its_window_begins_before_what_was_counted(self) -> None:
        row = self.row({"complete_from": NOW - 30 * DAY + 1, "window": 30 * DAY}, 5)
        self.assertEqual((row["f"], row.status("f")), (5, "incomplete"))
        since = datetime.datetime.fromtimestamp((NOW - 30 * DAY) / 1000, datetime.timezone.utc)
        self.assertEqual(row.complete_from("f"), since + datetime.timedelta(milliseconds=1))

    def test_windows_end_at_the_time_of_the_row_not_now(self) -> None:
        self.assertEqual(self.row(WHOLE, 5, time=NOW - 1).status("f"), "incomplete")

    def test_without_a_window_it_is_enough_that_completeness_is_known(self) -> None:
        self.assertEqual(self.row({"complete_from": NOW}, 5).status("f"), "present")

    def test_values_of_old_rows_are_outdated_only_if_asked(self) -> None:
        self.clock.millis = NOW + DAY
        day = datetime.timedelta(days=1)
        self.assertEqual(self.row(WHOLE, 5).status("f"), "present")
        self.assertEqual(self.row(WHOLE, 5, max_age=day).status("f"), "present")
        row = self.row(WHOLE, 5, max_age=day - datetime.timedelta(milliseconds=1))
        self.assertEqual((row["f"], row.status("f"), row.age), (5, "outdated", day))

    def test_outdated_goes_before_null_and_that_before_incomplete(self) -> None:
        self.assertEqual(self.row({}, None, max_age=datetime.timedelta(0)).status("f"), "outdated")
        self.assertEqual(self.row({}, None).status("f"), "null")

    def test_an_age_has_the_status_of_its_timestamp(self) -> None:
        published = self.redis.publish(
            describe(
                {"at": "TIMESTAMP", "n": "BIGINT"},
                ages=[("days", "at", "days")],
                at={"complete_from": NOW},
            )
        )
        for since, status, age in ((NOW, "present", 1), (None, "null", None)):
            self.redis.put("u1", pack(published, [since, 5]))
            row = self.store.get("activity", user_id="u1", features=["days"])
            self.assertEqual((row["days"], row.status("days")), (age, status))


class DefinitionsChangeTest(unittest.TestCase):
    """A definition changes under a running reader."""

    def setUp(self) -> None:
        self.redis = FakeRedis()
        self.clock = Clock()
        self.store = OnlineStore(self.redis, "shop", clock=self.clock)
        known = {"complete_from": NOW}
        self.before = describe(
            {"kept": "BIGINT", "gone": "BIGINT", "at": "TIMESTAMP", "turned": "BIGINT"},
            ages=[("age", "at", "days")],
            kept=known,
            gone=known,
            at=known,
            turned=known,
        )
        self.after = describe(
            {"new": "BIGINT", "turned": "STRING", "kept": "BIGINT"},
            kept=known,
            new={**known, "default": "0"},
            turned=known,
        )
        self.redis.publish(self.before)
        self.redis.put("old", pack(self.before, [1, 2, NOW - 3 * DAY, 4]))
        self.assertEqual(
            self.store.get("activity", "old").to_dict(),
            {
                "user_id": "old",
                "kept": 1,
                "gone": 2,
                "at": self.time(NOW - 3 * DAY),
                "turned": 4,
                "age": 3,
            },
        )
        self.redis.publish(self.after)
        self.redis.put("young", pack(self.after, [5, "six", 7]))

    @staticmethod
    def time(millis: int) -> datetime.datetime:
        return datetime.datetime.fromtimestamp(millis / 1000, datetime.timezone.utc)

    def test_rows_of_both_are_read_side_by_side(self) -> None:
        self.clock.millis += 60_000
        rows = self.store.get_many("activity", ["old", "young", "none"])
        self.assertEqual(rows.features, ["new", "turned", "kept"])
        self.assertEqual(
            [list(row.values()) for row in rows], [[0, None, 1], [5, "six", 7], [0, None, None]]
        )
        self.assertEqual(list(rows[0].statuses().values()), ["outdated", "outdated", "present"])
        self.assertEqual(list(rows[1].statuses().values()), ["present", "present", "present"])

    def test_a_running_reader_keeps_what_is_gone(self) -> None:
        self.clock.millis += 60_000
        features = ["gone", "kept", "age", "at"]
        rows = self.store.get_many("activity", ["old", "young", "none"], features=features)
        self.assertEqual(list(rows[0].values()), [2, 1, 3, self.time(NOW - 3 * DAY)])
        self.assertEqual(
            list(rows[0].statuses().values()), ["outdated", "present", "outdated", "outdated"]
        )
        self.assertEqual(list(rows[1].values()), [None, 7, None, None])
        self.assertEqual(
            list(rows[1].statuses().values()), ["outdated", "present", "outdated", "outdated"]
        )
        self.assertEqual(set(rows[2].statuses().values()), {"missing_entity"})

    def test_rows_of_the_new_definition_are_read_before_the_minute_is_over(self) -> None:
        row = self.store.get("activity", "young")
        self.assertEqual(
            (row["kept"], row.status("kept"), row.status("gone")), (7, "present", "outdated")
        )

    def test_a_new_feature_is_found_before_the_minute_is_over(self) -> None:
        self.assertEqual(self.store.get("activity", "young", features=["new"])["new"], 5)

    def test_a_new_reader_reads_old_rows(self) -> None:
        store = OnlineStore(self.redis, "shop", clock=self.clock)
        self.assertEqual(list(store.get("activity", "old").values()), [0, None, 1])


if __name__ == "__main__":
    unittest.main()
