"""Rows as tables, where NumPy and pandas are installed."""

import datetime
import importlib.util
import math
import unittest

from support import NOW, FakeRedis, describe, pack

from freshet import OnlineStore

HAS_NUMPY = importlib.util.find_spec("numpy") is not None
HAS_PANDAS = HAS_NUMPY and importlib.util.find_spec("pandas") is not None
TYPES = {
    "n": "BIGINT",
    "amount": "DECIMAL(12,2)",
    "share": "DOUBLE",
    "vip": "BOOLEAN",
    "name": "STRING",
    "at": "TIMESTAMP",
    "day": "DATE",
    "tags": "ARRAY<STRING>",
}
DEFAULTS = {
    "n": "4",
    "amount": "0.50",
    "share": "0.25",
    "vip": "true",
    "name": "none",
    "at": str(NOW),
    "day": "1",
}
NUMBERS = ["n", "amount", "share", "vip", "days"]


class TablesTest(unittest.TestCase):
    def setUp(self) -> None:
        self.redis = FakeRedis()
        known = {name: {"default": text} for name, text in DEFAULTS.items()}
        published = self.redis.publish(describe(TYPES, ages=[("days", "at", "days")], **known))
        self.redis.put(
            "u1", pack(published, [2, 1234, None, None, "ü", NOW - 86_400_000, None, None])
        )
        self.redis.put("u2", pack(published, [None] * 8))
        self.store = OnlineStore(self.redis, "shop", clock=lambda: NOW / 1000)
        self.rows = self.store.get_many("activity", ["u1", "u2", "u3"])

    def test_dicts_need_nothing(self) -> None:
        self.assertEqual(self.rows.to_dicts()[2]["day"], datetime.date(1970, 1, 2))
        self.assertEqual(self.rows.to_dicts()[0]["days"], 1)

    @unittest.skipUnless(HAS_NUMPY, "NumPy is not installed: no matrix")
    def test_a_matrix_has_nan_for_null(self) -> None:
        found = self.store.get_many("activity", ["u1", "u2", "u3"], features=NUMBERS).to_numpy()
        nan = math.nan
        want = [[2.0, 12.34, nan, nan, 1.0], [nan] * 5, [4.0, 0.5, 0.25, 1.0, 0.0]]
        self.assertEqual((str(found.dtype), str(found.tolist())), ("float64", str(want)))

    @unittest.skipUnless(HAS_NUMPY, "NumPy is not installed: no matrix")
    def test_a_matrix_of_nothing_has_a_shape(self) -> None:
        self.assertEqual(
            self.store.get_many("activity", [], features=NUMBERS).to_numpy().shape, (0, 5)
        )
        self.assertEqual(
            self.store.get_many("activity", ["u1"], features=[]).to_numpy().shape, (1, 0)
        )

    @unittest.skipUnless(HAS_NUMPY, "NumPy is not installed: no matrix")
    def test_a_matrix_of_text_is_refused(self) -> None:
        with self.assertRaisesRegex(
            TypeError, r"name \(STRING\), at \(TIMESTAMP\), day \(DATE\), tags \(ARRAY<STRING>\)"
        ):
            self.rows.to_numpy()

    @unittest.skipUnless(HAS_NUMPY, "NumPy is not installed: no arrays")
    def test_columns_have_the_types_of_their_features(self) -> None:
        whole = self.store.get_many("activity", ["u3"])
        types = {name: str(whole.column(name).dtype) for name in TYPES}
        self.assertEqual(
            types,
            {
                "n": "int64",
                "amount": "float64",
                "share": "float64",
                "vip": "bool",
                "name": "object",
                "at": "datetime64[ms]",
                "day": "datetime64[D]",
                "tags": "object",
            },
        )
        partial = {name: str(self.rows.column(name).dtype) for name in ("n", "vip", "at")}
        self.assertEqual(partial, {"n": "float64", "vip": "object", "at": "datetime64[ms]"})
        self.assertEqual(str(self.rows.column("at").tolist()[1]), "None")

    @unittest.skipUnless(HAS_NUMPY, "NumPy is not installed: no arrays")
    def test_views_are_tables_too(self) -> None:
        rows = self.store.get_views(
            {"activity": ["n"]}, [{"user_id": "u1"}, {"user_id": "u3"}], prefix=True
        )
        self.assertEqual(rows.to_numpy().tolist(), [[2.0], [4.0]])
        self.assertEqual(rows.column("activity__n").tolist(), [2, 4])

    @unittest.skipUnless(HAS_PANDAS, "pandas is not installed: no data frames")
    def test_frames_have_keys_and_typed_columns(self) -> None:
        frame = self.rows.to_pandas()
        self.assertEqual(list(frame.columns), ["user_id", *TYPES, "days"])
        types = {
            name: str(frame[name].dtype) for name in ("n", "amount", "share", "vip", "tags", "days")
        }
        self.assertEqual(
            types,
            {
                "n": "Int64",
                "amount": "float64",
                "share": "float64",
                "vip": "boolean",
                "tags": "object",
                "days": "Int64",
            },
        )
        self.assertEqual(frame["at"].dt.tz, datetime.timezone.utc)
        self.assertEqual(frame["at"][0].to_pydatetime(), self.rows[0]["at"])
        self.assertEqual(frame["name"].tolist()[::2], ["ü", "none"])
        self.assertEqual(frame.isna().sum().sum(), 5 + 9)

    @unittest.skipUnless(HAS_PANDAS, "pandas is not installed: no data frames")
    def test_a_frame_tells_entities(self) -> None:
        import pandas

        asked = pandas.DataFrame({"user_id": ["u3", "u1", None], "label": [1, 0, 1]})
        frame = self.store.get_many("activity", asked, features=["n"]).to_pandas()
        self.assertEqual(frame["n"].tolist(), [4, 2, 4])
        joined = asked.join(self.store.get_views({"activity": ["n"]}, asked).to_pandas()["n"])
        self.assertEqual(list(joined.columns), ["user_id", "label", "n"])

    @unittest.skipUnless(HAS_PANDAS, "pandas is not installed: no data frames")
    def test_a_frame_of_nothing_has_its_columns(self) -> None:
        frame = self.store.get_many("activity", [], features=["n", "at"]).to_pandas()
        self.assertEqual((len(frame), [*frame.columns]), (0, ["n", "at"]))


if __name__ == "__main__":
    unittest.main()
