"""Layouts: what the rows of a view hold, as the pipeline publishes it."""

import json
from dataclasses import dataclass
from typing import Any, Dict, List, Mapping, Optional, Tuple

from ._types import Timestamp, ValueType, timestamp
from ._values import Decode, decoder
from .errors import MalformedLayout

_UNIT_MILLIS = {"days": 86_400_000, "hours": 3_600_000, "minutes": 60_000, "seconds": 1000}


@dataclass(frozen=True)
class Key:
    """A join key."""

    name: str
    type: ValueType


@dataclass(frozen=True)
class Feature:
    """A feature.

    ``default`` is its value for an entity of which nothing is known, None for NULL; ``window`` how
    far before ``feature_timestamp`` its events lie at most, in milliseconds, None where that is not
    limited.
    """

    name: str
    type: ValueType
    default: Any
    window: Optional[int]
    complete_from_millis: Optional[int]

    @property
    def complete_from(self) -> Optional[Timestamp]:
        """Since when all events have been counted; None where that is not known."""
        return None if self.complete_from_millis is None else timestamp(self.complete_from_millis)


@dataclass(frozen=True)
class Age:
    """The time since the timestamp ``of``, in whole units, computed when it is read."""

    name: str
    of: str
    unit: str

    def at(self, now: int, since: Optional[int]) -> Optional[int]:
        """The age at a time, both in milliseconds."""
        return None if since is None else (now - since) // _UNIT_MILLIS[self.unit]


class Layout:
    """What rows with one fingerprint hold, and what is known of the values. Immutable."""

    def __init__(
        self,
        pipeline: str,
        view: str,
        keys: Tuple[Key, ...],
        features: Tuple[Feature, ...],
        ages: Tuple[Age, ...],
        implied: Mapping[str, str],
    ) -> None:
        self.pipeline = pipeline
        self.view = view
        self.keys = keys
        self.features = features
        self.ages = ages
        self.fingerprint = _fingerprint(keys, features, implied)
        self.positions: Dict[str, int] = {feature.name: i for i, feature in enumerate(features)}
        self.names: List[str] = [feature.name for feature in features] + [age.name for age in ages]
        """All that a reader can ask for: the features, then the ages."""
        self.index: Dict[str, int] = {name: i for i, name in enumerate(self.names)}
        self.types: List[ValueType] = [feature.type for feature in features]
        self.decoders: List[Decode] = [decoder(value_type) for value_type in self.types]
        self.implied: List[Any] = [
            f.type.parse_value(implied[f.name]) if f.name in implied else None for f in features
        ]
        self.recurs: List[bool] = [value_type.recurs for value_type in self.types]
        # features of which a bit cannot say that they are zero
        self.without_other = sum(
            1 << i
            for i, f in enumerate(features)
            if self.implied[i] is None and not f.type.has_zero
        )

    @staticmethod
    def from_json(text: bytes) -> "Layout":
        """Reads a published layout; members that are not known are passed over."""
        try:
            return _layout(json.loads(text))
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as e:
            raise MalformedLayout(f"a layout that this reader does not understand: {e!r}") from e


def _layout(root: Dict[str, Any]) -> Layout:
    features = tuple(_feature(node) for node in root["features"])
    layout = Layout(
        _text(root["pipeline"]),
        _text(root["view"]),
        tuple(Key(_text(node["name"]), ValueType.parse(node["type"])) for node in root["keys"]),
        features,
        tuple(Age(_text(node["name"]), node["of"], node["unit"]) for node in root.get("ages", ())),
        {node["name"]: _text(node["implied"]) for node in root["features"] if "implied" in node},
    )
    if len(layout.index) != len(layout.names):
        raise ValueError("two features have one name")
    for age in layout.ages:
        if (
            layout.features[layout.positions[age.of]].type.kind != "TIMESTAMP"
            or age.unit not in _UNIT_MILLIS
        ):
            raise ValueError(f"the age '{age.name}' of '{age.of}' in {age.unit}")
    if int(root["fingerprint"], 16) != layout.fingerprint:
        raise ValueError(f"its fingerprint is {layout.fingerprint:016x}, not {root['fingerprint']}")
    return layout


def _feature(node: Dict[str, Any]) -> Feature:
    value_type = ValueType.parse(node["type"])
    return Feature(
        _text(node["name"]),
        value_type,
        _default(value_type, node.get("default")),
        _millis(node.get("window")),
        _millis(node.get("complete_from")),
    )


def _default(value_type: ValueType, node: Any) -> Any:
    return None if node is None or value_type.is_nested else value_type.parse_value(_text(node))


def _text(node: Any) -> str:
    if not isinstance(node, str):
        raise TypeError(f"{node!r} is no text")
    return node


def _millis(node: Any) -> Optional[int]:
    if node is not None and (not isinstance(node, int) or isinstance(node, bool)):
        raise TypeError(f"{node!r} is no number of milliseconds")
    return node


def _fingerprint(
    keys: Tuple[Key, ...], features: Tuple[Feature, ...], implied: Mapping[str, str]
) -> int:
    lines = [f"{key.name}:{key.type}\n" for key in keys]
    lines.append("\n")
    for feature in features:
        value = f"={implied[feature.name]}" if feature.name in implied else ""
        lines.append(f"{feature.name}:{feature.type}{value}\n")
    fnv = 0xCBF29CE484222325
    for byte in "".join(lines).encode():
        fnv = (fnv ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return fnv
