"""Reads the features that Freshet keeps in Redis.

>>> store = freshet.OnlineStore(redis.Redis(), pipeline="shop")
>>> row = store.get("user_engagement", user_id="u1")
>>> row["revenue_30d"], row.status("revenue_30d")
"""

from ._layout import Age, Feature, Key, Layout
from ._selection import Status
from ._types import Timestamp, ValueType
from .errors import (
    FreshetError,
    InvalidEntity,
    MalformedLayout,
    MalformedRow,
    UnknownFeature,
    UnknownView,
    UnsuitableClient,
)
from .rows import JoinedRow, Row, Rows
from .store import AsyncOnlineStore, OnlineStore, RedisClient

__all__ = [
    "Age",
    "AsyncOnlineStore",
    "Feature",
    "FreshetError",
    "InvalidEntity",
    "JoinedRow",
    "Key",
    "Layout",
    "MalformedLayout",
    "MalformedRow",
    "OnlineStore",
    "RedisClient",
    "Row",
    "Rows",
    "Status",
    "Timestamp",
    "UnknownFeature",
    "UnknownView",
    "UnsuitableClient",
    "ValueType",
]
