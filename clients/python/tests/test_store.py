"""Reads: how often Redis is asked, which clients will do, what is found and what is not."""

import asyncio
import datetime
import threading
import unittest
from typing import Any, List

from support import NOW, Clock, FakeRedis, describe, pack

from freshet import (
    AsyncOnlineStore,
    FreshetError,
    InvalidEntity,
    OnlineStore,
    UnknownFeature,
    UnknownView,
    UnsuitableClient,
)

SOON = datetime.timedelta(minutes=1)


class StoreTest(unittest.TestCase):
    def setUp(self) -> None:
        self.redis = FakeRedis()
        self.clock = Clock()
        self.store = OnlineStore(self.redis, "shop", clock=self.clock)
        self.clicks = self.redis.publish(
            describe({"clicks": "BIGINT", "name": "STRING"}, clicks={"complete_from": 0})
        )
        self.redis.put("u1", pack(self.clicks, [1, "one"]))
        self.redis.put("u2", pack(self.clicks, [2, None]))
        self.stock = self.redis.publish(
            describe({"stock": "BIGINT"}, keys={"product_id": "BIGINT"}), "products"
        )
        self.redis.put("7", pack(self.stock, [70]), "products")

    def test_one_row(self) -> None:
        row = self.store.get("activity", user_id="u1")
        self.assertEqual(dict(row), {"clicks": 1, "name": "one"})
        self.assertEqual(row.to_dict(), {"user_id": "u1", "clicks": 1, "name": "one"})
        self.assertEqual((row.found, row.sequence, row.generation), (True, 3, 1))
        self.assertEqual(
            row.feature_timestamp,
            datetime.datetime(2026, 2, 2, 2, 40, tzinfo=datetime.timezone.utc),
        )
        self.assertEqual(
            row.available_at - row.feature_timestamp, datetime.timedelta(milliseconds=1)
        )
        self.assertEqual(row.age, datetime.timedelta(0))
        self.assertIn("'clicks': 1", repr(row))

    def test_features_come_in_the_order_asked_for(self) -> None:
        row = self.store.get("activity", user_id="u1", features=["name", "clicks"])
        self.assertEqual(list(row.items()), [("name", "one"), ("clicks", 1)])
        self.assertEqual(dict(self.store.get("activity", user_id="u1", features=[])), {})

    def test_many_rows_come_in_the_order_of_entities(self) -> None:
        rows = self.store.get_many("activity", ["u2", "none", "u1", "u2"])
        self.assertEqual([row["clicks"] for row in rows], [2, None, 1, 2])
        self.assertEqual(rows.to_dicts()[2], {"user_id": "u1", "clicks": 1, "name": "one"})
        self.assertEqual([row.entity["user_id"] for row in rows], ["u2", "none", "u1", "u2"])
        self.assertIs(rows[0], rows[3])
        self.assertEqual(rows.statuses()[1]["clicks"], "missing_entity")

    def test_several_views_side_by_side(self) -> None:
        entities = [{"user_id": "u1", "product_id": 7}, {"user_id": "u2", "product_id": None}]
        rows = self.store.get_views({"products": None, "activity": ["clicks"]}, entities)
        self.assertEqual(rows.features, ["stock", "clicks"])
        self.assertEqual(
            rows.to_dicts()[0], {"product_id": 7, "user_id": "u1", "stock": 70, "clicks": 1}
        )
        self.assertEqual(rows[1].statuses(), {"stock": "missing_entity", "clicks": "present"})
        self.assertEqual(rows[0].rows["products"].sequence, 3)
        self.assertIsNotNone(rows[0].complete_from("clicks"))

    def test_features_of_one_name_are_told_apart_by_their_views(self) -> None:
        self.redis.publish(describe({"clicks": "BIGINT"}), "more")
        views = {"activity": ["clicks"], "more": None}
        with self.assertRaisesRegex(ValueError, "'clicks'; prefix=True"):
            self.store.get_views(views, [{"user_id": "u1"}])
        rows = self.store.get_views(views, [{"user_id": "u1"}], prefix=True)
        self.assertEqual(dict(rows[0]), {"activity__clicks": 1, "more__clicks": None})

    def test_nothing_asked_nothing_read(self) -> None:
        self.assertEqual(len(self.store.get_many("activity", [])), 0)
        self.assertEqual(len(self.store.get_views({"activity": None}, [])), 0)
        self.assertEqual([dict(row) for row in self.store.get_views({}, [{}])], [{}])
        self.assertFalse(any(key.startswith(b"shop:") for keys in self.redis.asked for key in keys))

    def test_a_read_is_one_round_trip(self) -> None:
        views = {"activity": None, "products": None}
        entities = [{"user_id": "u1", "product_id": 7}, {"user_id": "u2", "product_id": 7}]
        self.store.get_views(views, entities)
        self.assertEqual(len(self.redis.asked), 3)
        self.store.get_views(views, entities)
        self.assertEqual(
            self.redis.asked[3:], [[b"shop:activity:u1", b"shop:activity:u2", b"shop:products:7"]]
        )

    def test_layouts_are_read_again_after_a_minute(self) -> None:
        self.store.get("activity", "u1")
        self.clock.millis += 59_999
        self.store.get("activity", "u1")
        self.assertEqual(len(self.redis.asked), 4)
        self.clock.millis += 1
        self.assertIsNone(self.store.get("activity", "u1").complete_from("name"))
        self.assertEqual(len(self.redis.asked), 6)
        self.redis.publish(
            describe({"clicks": "BIGINT", "name": "STRING"}, name={"complete_from": NOW})
        )
        self.clock.millis += 60_000
        row = self.store.get("activity", "u1")
        self.assertEqual((row.status("name"), row.status("clicks")), ("present", "incomplete"))
        self.assertEqual(row.complete_from("name"), row.feature_timestamp)

    def test_a_clock_that_goes_back_does_not_keep_layouts(self) -> None:
        self.store.get("activity", "u1")
        self.clock.millis -= 10 * 86_400_000
        self.store.get("activity", "u1")
        self.assertEqual(len(self.redis.asked), 5)

    def test_layouts_that_vanish_stay_known(self) -> None:
        self.store.get("activity", "u1")
        self.redis.stored.clear()
        self.clock.millis += 60_000
        self.assertEqual(self.store.get("activity", "u1").status("clicks"), "missing_entity")

    def test_a_failure_of_redis_passes_and_the_next_read_asks_again(self) -> None:
        self.store.get("activity", "u1")
        self.clock.millis += 60_000
        self.redis.is_away = True
        with self.assertRaisesRegex(ConnectionError, "away"):
            self.store.get("activity", "u1")
        self.redis.is_away = False
        self.redis.asked.clear()
        self.store.get("activity", "u1")
        self.assertEqual(len(self.redis.asked), 2)

    def test_views_that_are_not_published_are_refused(self) -> None:
        with self.assertRaisesRegex(
            UnknownView, "pipeline 'shop' has published no view 'activities'"
        ):
            self.store.get("activities", "u1")
        with self.assertRaisesRegex(ValueError, "can be no name"):
            self.store.get("shop:activity", "u1")
        with self.assertRaisesRegex(ValueError, "can be no name"):
            OnlineStore(self.redis, "")

    def test_features_that_were_never_there_are_refused(self) -> None:
        with self.assertRaisesRegex(UnknownFeature, "no feature 'click'; it has clicks"):
            self.store.get("activity", "u1", features=["click"])
        with self.assertRaisesRegex(UnknownFeature, "no feature 'zzz'; layout"):
            self.store.get("activity", "u1", features=["zzz"])
        with self.assertRaisesRegex(TypeError, "a list of names, not 'clicks'"):
            self.store.get("activity", "u1", features="clicks")
        with self.assertRaisesRegex(ValueError, "asked for twice"):
            self.store.get("activity", "u1", features=["clicks", "clicks"])
        with self.assertRaises(KeyError):
            self.store.get("activity", "u1", features=["clicks"])["name"]

    def test_entities_of_several_views_are_dicts(self) -> None:
        with self.assertRaisesRegex(InvalidEntity, "dicts"):
            self.store.get_views({"activity": None}, ["u1"])

    def test_layouts_tell_what_there_is(self) -> None:
        layout = self.store.layout("activity")
        self.assertEqual(layout.names, ["clicks", "name"])
        self.assertEqual(
            [(key.name, str(key.type)) for key in layout.keys], [("user_id", "STRING")]
        )
        self.assertEqual(layout.features[0].complete_from.year, 1970)

    def test_threads_share_a_store(self) -> None:
        faults: List[BaseException] = []

        def read(thread: int) -> None:
            try:
                for i in range(200):
                    features = ["clicks", "name"][: 1 + (i + thread) % 2]
                    if thread == 0 and i % 20 == 0:
                        self.clock.millis += 60_000
                        self.redis.publish(
                            describe({"clicks": "BIGINT", "name": "STRING", f"more_{i}": "BIGINT"})
                        )
                    assert self.store.get("activity", "u1", features=features)["clicks"] == 1
            except BaseException as e:  # whatever it is, the test must hear of it
                faults.append(e)

        threads = [threading.Thread(target=read, args=(i,)) for i in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(faults, [])


class ClientsTest(unittest.TestCase):
    def setUp(self) -> None:
        self.redis = FakeRedis()
        self.redis.put("u1", pack(self.redis.publish(describe({"clicks": "BIGINT"})), [1]))

    def client(self, mget: Any) -> Any:
        return type("Client", (), {"mget": staticmethod(mget)})()

    def test_clients_that_decode_are_refused(self) -> None:
        def decoding(keys: List[bytes]) -> List[Any]:
            return [
                answer if answer is None else answer.decode() for answer in self.redis.mget(keys)
            ]

        with self.assertRaisesRegex(UnsuitableClient, "decode_responses=False"):
            OnlineStore(self.client(decoding), "shop").get("activity", "u1")

    def test_clients_that_fail_to_decode_are_refused(self) -> None:
        def decoding(keys: List[bytes]) -> List[Any]:
            raise UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte")

        with self.assertRaisesRegex(UnsuitableClient, "decode_responses=False"):
            OnlineStore(self.client(decoding), "shop").get("activity", "u1")

    def test_clients_without_mget_are_refused(self) -> None:
        for client in (None, "redis://localhost", object()):
            with self.assertRaisesRegex(UnsuitableClient, "no mget"):
                OnlineStore(client, "shop")  # type: ignore[arg-type]

    def test_clients_that_answer_otherwise_are_refused(self) -> None:
        for answer in (None, [], [1], "x", {}):
            with self.subTest(answer), self.assertRaises(UnsuitableClient):
                OnlineStore(self.client(lambda keys: answer), "shop").get("activity", "u1")

    def test_bytes_may_come_in_other_wrappers(self) -> None:
        for wrap in (bytearray, memoryview):
            client = self.client(
                lambda keys: tuple(a if a is None else wrap(a) for a in self.redis.mget(keys))
            )
            self.assertEqual(OnlineStore(client, "shop").get("activity", "u1")["clicks"], 1)

    def test_clients_of_a_cluster_ask_many_nodes(self) -> None:
        client = self.client(lambda keys: self.fail("the keys are on several nodes"))
        client.mget_nonatomic = self.redis.mget
        self.assertEqual(OnlineStore(client, "shop").get("activity", "u1")["clicks"], 1)

    def test_every_refusal_is_an_error_of_this_package(self) -> None:
        self.assertTrue(issubclass(UnsuitableClient, FreshetError))


class AsyncTest(unittest.IsolatedAsyncioTestCase):
    def setUp(self) -> None:
        self.redis = FakeRedis()
        self.redis.put("u1", pack(self.redis.publish(describe({"clicks": "BIGINT"})), [1]))

    async def mget(self, keys: List[bytes]) -> List[Any]:
        await asyncio.sleep(0)
        return self.redis.mget(keys)

    async def test_reads_are_awaited(self) -> None:
        store = AsyncOnlineStore(self, "shop")
        self.assertEqual((await store.get("activity", user_id="u1"))["clicks"], 1)
        self.assertEqual(
            (await store.get_many("activity", ["u1", "u2"]))[1].status("clicks"), "missing_entity"
        )
        self.assertEqual(
            (await store.get_views({"activity": None}, [{"user_id": "u1"}]))[0]["clicks"], 1
        )
        self.assertEqual((await store.layout("activity")).names, ["clicks"])
        with self.assertRaises(UnknownFeature):
            await store.get("activity", "u1", features=["zzz"])

    async def test_each_kind_of_client_has_its_store(self) -> None:
        with self.assertRaisesRegex(UnsuitableClient, "take AsyncOnlineStore"):
            OnlineStore(self, "shop").get("activity", "u1")
        with self.assertRaisesRegex(UnsuitableClient, "take OnlineStore"):
            await AsyncOnlineStore(self.redis, "shop").get("activity", "u1")


if __name__ == "__main__":
    unittest.main()
