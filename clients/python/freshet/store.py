"""The online store, read through a Redis client that the caller brings."""

import datetime
import inspect
import time
from contextlib import closing
from typing import Any, Callable, Iterable, List, Mapping, Optional, Protocol, Sequence, TypeVar

from ._catalogue import Fetch
from ._keys import Entity
from ._layout import Layout
from ._reads import Reads
from .errors import UnsuitableClient
from .rows import JoinedRow, Row, Rows

T = TypeVar("T")

_LAYOUT_MAX_AGE = datetime.timedelta(minutes=1)


class RedisClient(Protocol):
    """All that is needed of a Redis client.

    ``mget`` takes a list of keys and gives a list with bytes or None for each.
    """

    def mget(self, keys: Any, /) -> Any: ...


class OnlineStore:
    """Reads the features that a pipeline keeps in Redis. Each read is one ``mget``.

    Layouts are read before the first rows of a view, and again after ``layout_max_age``.
    Thread-safe if the client is.
    """

    def __init__(
        self,
        client: RedisClient,
        pipeline: str,
        *,
        layout_max_age: datetime.timedelta = _LAYOUT_MAX_AGE,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """A store.

        :param client: does not decode responses; its ``mget_nonatomic``, which clients of a Redis
            Cluster have, is taken where there is one
        :param pipeline: name of the pipeline, which prefixes all that it writes
        :param clock: tells seconds since 1970, of which ages are made
        """
        self._mget = _mget(client)
        self._reads = Reads(pipeline, layout_max_age, clock)

    def get(
        self,
        view: str,
        entity: Entity = None,
        /,
        *,
        features: Optional[Sequence[str]] = None,
        max_age: Optional[datetime.timedelta] = None,
        **keys: Any,
    ) -> Row:
        """The row of one entity: ``store.get("user_engagement", user_id="u1")``.

        :param entity: the join keys in one piece, instead of ``keys``: as a dict, a tuple in order,
            or the value of the only one
        :param features: features and ages; all if None
        :param max_age: if given, values whose ``feature_timestamp`` is longer ago are outdated
        :raises UnknownView, UnknownFeature, InvalidEntity: if there is none
        :raises MalformedRow: if the row is damaged
        """
        return self._run(self._reads.one(view, entity, keys, features, max_age))

    def get_many(
        self,
        view: str,
        entities: Iterable[Entity],
        *,
        features: Optional[Sequence[str]] = None,
        max_age: Optional[datetime.timedelta] = None,
    ) -> "Rows[Row]":
        """The rows of many entities, in their order. One that is there twice is read once.

        :param entities: each as :meth:`get` takes it in one piece, or a data frame with columns of
            the join keys; what else a dict or the frame has is passed over; where a join key is
            None or NaN, there is no row

        For everything else see :meth:`get`.
        """
        return self._run(self._reads.many(view, entities, features, max_age))

    def get_views(
        self,
        views: Mapping[str, Optional[Sequence[str]]],
        entities: Iterable[Mapping[str, Any]],
        *,
        prefix: bool = False,
        max_age: Optional[datetime.timedelta] = None,
    ) -> "Rows[JoinedRow]":
        """The features of several views side by side.

        From each view comes the row of the entity that the dict's join keys name.

        :param views: names of features by view, None for all of a view
        :param entities: dicts that have the join keys of all views, or a data frame
        :param prefix: whether features are called ``<view>__<feature>``, as in training sets
        """
        return self._run(self._reads.joined(views, entities, prefix, max_age))

    def layout(self, view: str) -> Layout:
        """What the rows of a view hold now: keys, features with types and completeness, ages."""
        return self._run(self._reads.layout(view))

    def _run(self, read: Fetch[T]) -> T:
        with closing(read):
            try:
                keys = next(read)
                while True:
                    keys = read.send(self._fetch(keys))
            except StopIteration as done:
                value: T = done.value
                return value

    def _fetch(self, keys: List[bytes]) -> List[Optional[bytes]]:
        try:
            answers = self._mget(keys)
        except UnicodeDecodeError as e:
            raise _decodes() from e
        if inspect.isawaitable(answers):
            if inspect.iscoroutine(answers):
                answers.close()
            raise UnsuitableClient("mget of this client is to be awaited; take AsyncOnlineStore")
        return _checked(keys, answers)


class AsyncOnlineStore:
    """:class:`OnlineStore` for clients whose ``mget`` is awaited, as ``redis.asyncio.Redis``."""

    def __init__(
        self,
        client: RedisClient,
        pipeline: str,
        *,
        layout_max_age: datetime.timedelta = _LAYOUT_MAX_AGE,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """See :class:`OnlineStore`."""
        self._mget = _mget(client)
        self._reads = Reads(pipeline, layout_max_age, clock)

    async def get(
        self,
        view: str,
        entity: Entity = None,
        /,
        *,
        features: Optional[Sequence[str]] = None,
        max_age: Optional[datetime.timedelta] = None,
        **keys: Any,
    ) -> Row:
        """See :meth:`OnlineStore.get`."""
        return await self._run(self._reads.one(view, entity, keys, features, max_age))

    async def get_many(
        self,
        view: str,
        entities: Iterable[Entity],
        *,
        features: Optional[Sequence[str]] = None,
        max_age: Optional[datetime.timedelta] = None,
    ) -> "Rows[Row]":
        """See :meth:`OnlineStore.get_many`."""
        return await self._run(self._reads.many(view, entities, features, max_age))

    async def get_views(
        self,
        views: Mapping[str, Optional[Sequence[str]]],
        entities: Iterable[Mapping[str, Any]],
        *,
        prefix: bool = False,
        max_age: Optional[datetime.timedelta] = None,
    ) -> "Rows[JoinedRow]":
        """See :meth:`OnlineStore.get_views`."""
        return await self._run(self._reads.joined(views, entities, prefix, max_age))

    async def layout(self, view: str) -> Layout:
        """See :meth:`OnlineStore.layout`."""
        return await self._run(self._reads.layout(view))

    async def _run(self, read: Fetch[T]) -> T:
        with closing(read):
            try:
                keys = next(read)
                while True:
                    keys = read.send(await self._fetch(keys))
            except StopIteration as done:
                value: T = done.value
                return value

    async def _fetch(self, keys: List[bytes]) -> List[Optional[bytes]]:
        answers = self._mget(keys)
        if not inspect.isawaitable(answers):
            raise UnsuitableClient("mget of this client is not to be awaited; take OnlineStore")
        try:
            return _checked(keys, await answers)
        except UnicodeDecodeError as e:
            raise _decodes() from e


def _mget(client: RedisClient) -> Callable[[List[bytes]], Any]:
    """What reads keys; those of a cluster's client that may be on several nodes."""
    mget = getattr(client, "mget_nonatomic", None) or getattr(client, "mget", None)
    if not callable(mget):
        raise UnsuitableClient(
            f"{client!r} has no mget; give a Redis client, such as redis.Redis()"
        )
    found: Callable[[List[bytes]], Any] = mget
    return found


def _checked(keys: Sequence[bytes], answers: Any) -> List[Optional[bytes]]:
    if not isinstance(answers, (list, tuple)) or len(answers) != len(keys):
        raise UnsuitableClient(
            f"mget of {len(keys)} keys gave {answers!r:.80}, not a list with bytes or None for each"
        )
    return [
        answer if answer is None or type(answer) is bytes else _bytes(answer) for answer in answers
    ]


def _bytes(answer: Any) -> bytes:
    if isinstance(answer, (bytes, bytearray, memoryview)):
        return bytes(answer)
    if isinstance(answer, str):
        raise _decodes()
    raise UnsuitableClient(f"mget gave {answer!r:.80}, neither bytes nor None")


def _decodes() -> UnsuitableClient:
    return UnsuitableClient(
        "the Redis client decodes what it reads, but rows are bytes;"
        " make it with decode_responses=False"
    )
