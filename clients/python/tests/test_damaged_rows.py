"""No input crashes the reader: damaged rows are refused. FRESHET_FULL=true looks longer."""

import os
import random
import unittest
from typing import List

from support import FakeRedis, describe, header, pack, vectors

from freshet import Layout, MalformedLayout, MalformedRow, OnlineStore
from freshet._packed import Header, RowReader

ROUNDS = 3000 if os.environ.get("FRESHET_FULL") == "true" else 60


def damage(row: bytes, chance: random.Random) -> bytes:
    damaged = bytearray(row)
    for _ in range(chance.choice((1, 1, 1, 2, 5))):
        at = chance.randrange(len(damaged)) if damaged else 0
        way = chance.randrange(5)
        if way == 0 and damaged:
            damaged[at] ^= 1 << chance.randrange(8)
        elif way == 1 and damaged:
            damaged[at] = chance.choice((0, 1, 0x7F, 0x80, 0xFF))
        elif way == 2:
            del damaged[at : at + chance.randrange(1, 9)]
        elif way == 3:
            damaged[at:at] = chance.randbytes(chance.randrange(1, 12))
        elif len(damaged) > 41:
            damaged[41 + (at - 41) % (len(damaged) - 41)] = chance.randrange(256)
    return bytes(damaged)


def parts(*values: int) -> bytes:
    return bytes(values)


class DamagedRowsTest(unittest.TestCase):
    def test_only_malformed_row_comes_of_any_bytes(self) -> None:
        chance = random.Random(20)
        refused = 0
        for vector in vectors():
            size = len(vector.layout.types)
            readers = [
                RowReader(vector.layout, range(size)),
                RowReader(vector.layout, range(0, size, 5)),
            ]
            readers[1]._walks = False
            for _ in range(ROUNDS):
                row = damage(vector.row, chance)
                for reader in readers:
                    try:
                        Header.of(row)
                        reader.read(row)
                    except MalformedRow:
                        refused += 1
        self.assertGreater(refused, 10_000)

    def test_cut_rows_are_refused_wherever_they_end(self) -> None:
        for vector in vectors():
            if not vector.is_damaged and len(vector.row) < 200:
                reader = RowReader(vector.layout, range(len(vector.layout.types)))
                for end in range(len(vector.row)):
                    with self.subTest(vector.name, end=end), self.assertRaises(MalformedRow):
                        Header.of(vector.row[:end])
                        reader.read(vector.row[:end])

    def test_what_the_format_does_not_say_is_refused(self) -> None:
        cases = {
            "a repetition of another type": (["BIGINT", "DATE"], parts(1 | 16, 2, 7, 5)),
            "the first repeats": (["BIGINT"], parts(1 | 16, 1)),
            "repetitions where nothing is present": (["BIGINT"], parts(16)),
            "repetitions of more than is present": (["BIGINT", "BIGINT"], parts(1 | 16, 4, 0)),
            "a code without a value": (["BIGINT"], parts(1, 0x10)),
            "a feature that is not there": (["BIGINT"], parts(2, 2, 0)),
            "present and not": (["BIGINT"], parts(1 | 1 << 2, 0)),
            "a sparse byte that is zero": (["BIGINT"], parts(3, 1, 0)),
            "sparse bytes beyond the bitmap": (["BIGINT"], parts(3, 2, 1, 0)),
            "a zero of a timestamp": (["TIMESTAMP"], parts(1 << 2)),
            "an integer that tells its length": (["BIGINT"], parts(1, 15, 1, 1)),
            "a double that tells its length": (["DOUBLE"], parts(1, 15, 1, 1)),
            "a boolean of 3": (["BOOLEAN"], parts(1, 2)),
            "a text that is a number": (["STRING"], parts(1, 0)),
            "a date that is a number": (["DATE"], parts(1, 0)),
            "a decimal without units": (["DECIMAL(38,19)"], parts(1, 0)),
            "a small decimal that tells its length": (["DECIMAL(18,0)"], parts(1, 15, 1, 1)),
            "a wide decimal of no bytes": (["DECIMAL(38,0)"], parts(1, 15, 0)),
            "a wide decimal of 17 bytes": (["DECIMAL(38,0)"], parts(1, 15, 17, *[1] * 17)),
            "no UTF-8": (["STRING"], parts(1, 7, 0xFF)),
            "no UTF-8 in a list": (["ARRAY<STRING>"], parts(1, 15, 3, 1, 1, 0xFF)),
            "a list with a code": (["ARRAY<BIGINT>"], parts(1, 7, 0)),
            "a list that ends early": (["ARRAY<BIGINT>"], parts(1, 15, 2, 0, 0)),
            "a list of 2^35 elements": (
                ["ARRAY<BIGINT>"],
                parts(1, 15, 6, 0x80, 0x80, 0x80, 0x80, 0x80, 1),
            ),
            "a key twice": (["COUNTS<BIGINT>"], parts(1, 15, 5, 2, 2, 1, 2, 1)),
            "a count of 2^63": (["COUNTS<BIGINT>"], parts(1, 15, 12, 1, 2, *[0x80] * 9, 1)),
            "a varint of 65 bits": (["STRING"], parts(1, 15, *[0x80] * 9, 2)),
            "a varint of 11 bytes": (["STRING"], parts(1, 15, *[0x80] * 10, 0)),
            "a length beyond the row": (["STRING"], parts(1, 15, *[0xFF] * 8, 0x7F)),
        }
        for name, (types, behind) in cases.items():
            layout = Layout.from_json(describe({f"f{i}": each for i, each in enumerate(types)}))
            for walks in (True, False):
                reader = RowReader(layout, range(len(types)))
                reader._walks = walks
                with self.subTest(name, walks=walks), self.assertRaises(MalformedRow):
                    reader.read(header(layout) + behind)


class DamagedStoreTest(unittest.TestCase):
    def setUp(self) -> None:
        self.redis = FakeRedis()
        self.published = self.redis.publish(describe({"clicks": "BIGINT", "name": "STRING"}))
        self.store = OnlineStore(self.redis, "shop")

    def read(self, row: bytes) -> List[object]:
        self.redis.put("u1", row)
        return list(self.store.get("activity", user_id="u1").values())

    def test_only_malformed_row_comes_of_any_bytes(self) -> None:
        chance = random.Random(30)
        row = pack(self.published, [5, "seven"])
        self.assertEqual(self.read(row), [5, "seven"])
        for _ in range(20 * ROUNDS):
            try:
                self.read(damage(row, chance))
            except MalformedRow as e:
                self.assertIn("shop:activity:u1", str(e))

    def test_a_row_whose_layout_is_nowhere_is_refused(self) -> None:
        row = bytearray(pack(self.published, [5, "seven"]))
        row[1:9] = bytes(8)
        with self.assertRaisesRegex(MalformedRow, "0000000000000000 is not in the store"):
            self.read(bytes(row))

    def test_only_malformed_layout_comes_of_any_layout(self) -> None:
        chance = random.Random(40)
        texts = [damage(self.published, chance) for _ in range(5 * ROUNDS)]
        texts += [b"", b"null", b"[]", b"{}", b"7", b'"x"', b"[" * 100_000, b"\xff", b"9" * 10_000]
        for text in texts:
            try:
                Layout.from_json(text)
            except MalformedLayout:
                continue

    def test_a_layout_under_the_fingerprint_of_another_is_refused(self) -> None:
        other = describe({"clicks": "DOUBLE", "name": "STRING"})
        for key in self.redis.stored:
            if not key.endswith(b"/current"):
                self.redis.stored[key] = other
        with self.assertRaisesRegex(MalformedLayout, "stands the layout"):
            self.store.layout("activity")

    def test_a_current_that_is_no_fingerprint_is_refused(self) -> None:
        self.redis.stored[b"shop/layouts/activity/current"] = b"latest"
        with self.assertRaisesRegex(MalformedLayout, "latest"):
            self.store.layout("activity")

    def test_a_current_that_leads_nowhere_is_refused(self) -> None:
        self.redis.stored[b"shop/layouts/activity/current"] = b"00000000000000ff"
        with self.assertRaisesRegex(MalformedLayout, "00000000000000ff"):
            self.store.layout("activity")


if __name__ == "__main__":
    unittest.main()
