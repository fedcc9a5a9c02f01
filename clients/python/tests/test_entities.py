"""Entities as callers tell them, and the keys that they have in Redis."""

import datetime
import unittest
from typing import Any, Dict, List

from support import FakeRedis, describe

from freshet import InvalidEntity, OnlineStore

UTC = datetime.timezone.utc


class EntitiesTest(unittest.TestCase):
    def setUp(self) -> None:
        self.redis = FakeRedis()
        self.store = OnlineStore(self.redis, "shop")

    def keys(self, keys: Dict[str, str], entities: Any) -> List[bytes]:
        self.redis.publish(describe({"f": "BIGINT"}, keys=keys))
        self.store = OnlineStore(self.redis, "shop")
        self.store.get_many("activity", entities)
        return self.redis.asked[-1]

    def test_keys_are_joined_and_escaped(self) -> None:
        asked = self.keys(
            {"user_id": "STRING", "shop": "BIGINT"}, [{"shop": 7, "user_id": "a|b\\c"}, ("ü", -1)]
        )
        self.assertEqual(asked, [b"shop:activity:a\\|b\\\\c|7", "shop:activity:ü|-1".encode()])

    def test_a_single_key_is_escaped_too(self) -> None:
        self.assertEqual(self.keys({"user_id": "STRING"}, ["a|b"]), [b"shop:activity:a\\|b"])

    def test_an_entity_is_told_in_many_ways(self) -> None:
        ways = [{"user_id": "u1"}, {"user_id": "u1", "label": 1}, ("u1",), ["u1"], "u1"]
        self.assertEqual(self.keys({"user_id": "STRING"}, ways), [b"shop:activity:u1"])
        self.assertEqual(self.store.get("activity", user_id="u1").entity, {"user_id": "u1"})
        self.assertEqual(self.store.get("activity", {"user_id": "u1"}).entity, {"user_id": "u1"})
        self.assertEqual(self.store.get("activity", "u1").entity, {"user_id": "u1"})

    def test_values_are_written_as_their_type_asks(self) -> None:
        cases = [
            ("STRING", 17, b"17"),
            ("STRING", "", b""),
            ("BIGINT", "-17", b"-17"),
            ("BOOLEAN", True, b"true"),
            ("BOOLEAN", "false", b"false"),
            ("DATE", datetime.date(1970, 1, 2), b"1"),
            ("DATE", 20_000, b"20000"),
            ("TIMESTAMP", datetime.datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC), b"1000"),
            ("TIMESTAMP", -1, b"-1"),
        ]
        for key_type, value, text in cases:
            with self.subTest(key_type, value=value):
                self.assertEqual(self.keys({"key": key_type}, [value]), [b"shop:activity:" + text])

    def test_values_of_other_types_are_refused(self) -> None:
        cases = [
            ("STRING", 1.5),
            ("STRING", True),
            ("STRING", "\ud800"),
            ("BIGINT", "x"),
            ("BIGINT", 2**63),
            ("BIGINT", 17.0),
            ("BOOLEAN", 1),
            ("DATE", datetime.datetime(2026, 1, 1)),
            ("TIMESTAMP", datetime.datetime(2026, 1, 1)),
            ("DOUBLE", 1.0),
        ]
        for key_type, value in cases:
            with (
                self.subTest(key_type, value=value),
                self.assertRaisesRegex(InvalidEntity, f"{key_type}.*'key'"),
            ):
                self.keys({"key": key_type}, [value])

    def test_entities_that_lack_a_key_are_refused(self) -> None:
        self.redis.publish(describe({"f": "BIGINT"}, keys={"user_id": "STRING", "shop": "BIGINT"}))
        for entity in ({"user_id": "u1"}, "u1", ("u1",), ("u1", 1, 2), {}, 3):
            with (
                self.subTest(entity),
                self.assertRaisesRegex(InvalidEntity, "keyed by user_id, shop"),
            ):
                self.store.get_many("activity", [entity])

    def test_a_misspelt_option_is_no_key(self) -> None:
        self.redis.publish(describe({"f": "BIGINT"}))
        with self.assertRaisesRegex(InvalidEntity, "fetures"):
            self.store.get("activity", user_id="u1", fetures=["f"])

    def test_one_entity_is_no_list_of_them(self) -> None:
        self.redis.publish(describe({"f": "BIGINT"}))
        for entities in ("u1", {"user_id": "u1"}, b"u1"):
            with (
                self.subTest(entities),
                self.assertRaisesRegex(InvalidEntity, "get\\(\\) reads one"),
            ):
                self.store.get_many("activity", entities)

    def test_an_entity_is_told_once(self) -> None:
        self.redis.publish(describe({"f": "BIGINT"}))
        for call in (
            lambda: self.store.get("activity"),
            lambda: self.store.get("activity", "u1", user_id="u1"),
        ):
            with self.assertRaisesRegex(InvalidEntity, "user_id='u1'"):
                call()

    def test_no_entity_has_no_row_and_is_not_looked_for(self) -> None:
        for nothing in (None, float("nan")):
            self.assertEqual(
                self.keys({"key": "STRING"}, [{"key": nothing}, {"key": "u"}]), [b"shop:activity:u"]
            )
            row = self.store.get_many("activity", [{"key": nothing}])[0]
            self.assertIs(row.entity["key"], nothing)
            self.assertEqual((row.found, row.status("f")), (False, "missing_entity"))


if __name__ == "__main__":
    unittest.main()
