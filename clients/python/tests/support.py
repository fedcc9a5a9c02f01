"""What the tests share: test vectors, a plain packer of rows, and a Redis that has but mget."""

import json
import pathlib
import struct
import sys
from typing import Any, Dict, List, NamedTuple, Optional

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from freshet import Layout  # noqa: E402

VECTORS = HERE.parents[2] / "schemas" / "vectors" / "packed-rows.jsonl"
NOW = 1_770_000_000_000
DAY = 86_400_000


class Vector(NamedTuple):
    """A row, and what is in it; its values are None if it is damaged."""

    name: str
    layout: Layout
    row: bytes
    told: Dict[str, Any]

    @property
    def is_damaged(self) -> bool:
        return "values" not in self.told


def vectors() -> List[Vector]:
    """The test vectors that readers in all languages pass."""
    read = []
    with VECTORS.open(encoding="utf-8") as lines:
        for line in lines:
            told = json.loads(line)
            layout = Layout.from_json(json.dumps(told["layout"]).encode())
            read.append(Vector(told["name"], layout, bytes.fromhex(told["row"]), told))
    return read


def describe(
    features: Dict[str, str], keys: Optional[Dict[str, str]] = None, ages: Any = (), **known: Any
) -> bytes:
    """A layout as it is published, of types by name; ``known`` has more members of features."""
    keys = {"user_id": "STRING"} if keys is None else keys
    root = {
        "pipeline": "shop",
        "view": "activity",
        "keys": [{"name": name, "type": key_type} for name, key_type in keys.items()],
        "features": [
            {"name": name, "type": each, **known.get(name, {})} for name, each in features.items()
        ],
        "ages": [{"name": name, "of": of, "unit": unit} for name, of, unit in ages],
    }
    text = "".join(f"{key['name']}:{key['type']}\n" for key in root["keys"]) + "\n"
    for feature in root["features"]:
        implied = "=" + feature["implied"] if "implied" in feature else ""
        text += f"{feature['name']}:{feature['type']}{implied}\n"
    root["fingerprint"] = f"{fnv(text.encode()):016x}"
    return json.dumps(root).encode()


def fnv(text: bytes) -> int:
    fnv = 0xCBF29CE484222325
    for byte in text:
        fnv = (fnv ^ byte) * 0x100000001B3 % 2**64
    return fnv


def header(layout: Layout, time: int = NOW, available_at: int = NOW + 1) -> bytes:
    return struct.pack(">BQqQqq", 2, layout.fingerprint, 1, (time + 2**63) % 2**64, 3, available_at)


def pack(published: bytes, values: List[Any], time: int = NOW) -> bytes:
    """A row of integers, stored times and texts: readable, though longer than a pipeline's."""
    layout = Layout.from_json(published)
    present = sum(1 << i for i, value in enumerate(values) if value is not None)
    others = sum(
        1 << i for i, value in enumerate(values) if value is None and layout.implied[i] is not None
    )
    size = (len(values) + 7) // 8
    codes = []
    payload = b""
    for value in values:
        if isinstance(value, str):
            codes.append(15)
            payload += bytes([len(value.encode())]) + value.encode()
        elif value is not None:
            codes.append(14)
            payload += struct.pack("<q", value)
    codes.append(0)
    pairs = bytes(low | high << 4 for low, high in zip(codes[0::2], codes[1::2]))
    bitmaps = present.to_bytes(size, "little") + others.to_bytes(size, "little")
    return header(layout, time) + bytes([2 | 2 << 2]) + bitmaps + pairs + payload


class FakeRedis:
    """Has mget and nothing else; counts how often it is asked."""

    def __init__(self) -> None:
        self.stored: Dict[bytes, Any] = {}
        self.asked: List[List[bytes]] = []
        self.is_away = False

    def mget(self, keys: List[bytes]) -> List[Any]:
        if self.is_away:
            raise ConnectionError("Redis is away")
        self.asked.append(keys)
        return [self.stored.get(key) for key in keys]

    def publish(self, published: bytes, view: str = "activity") -> bytes:
        """Publishes a layout as the one that rows are written with now."""
        fingerprint = json.loads(published)["fingerprint"]
        self.stored[f"shop/layouts/{view}/{fingerprint}".encode()] = published
        self.stored[f"shop/layouts/{view}/current".encode()] = fingerprint.encode()
        return published

    def put(self, entity: str, row: Any, view: str = "activity") -> None:
        self.stored[f"shop:{view}:{entity}".encode()] = row


class Clock:
    """A clock that stands unless it is moved; seconds."""

    def __init__(self, millis: int = NOW) -> None:
        self.millis = millis

    def __call__(self) -> float:
        return self.millis / 1000
