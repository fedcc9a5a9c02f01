"""Names of what a pipeline keeps in Redis, and the text of entity keys."""

import datetime
import math
import operator
from typing import Any, Mapping, Optional, Sequence, Union

from ._layout import Key
from ._types import EPOCH_DAY, check_long, millis
from .errors import InvalidEntity

Entity = Union[Mapping[str, Any], Sequence[Any], Any]
"""Join keys by name; their values in order; or, of an entity with one join key, the value."""


def check_name(name: str) -> str:
    """The name of a pipeline or view; ValueError if it can be no part of a key in Redis."""
    if not isinstance(name, str) or not name or ":" in name or "/" in name:
        raise ValueError(
            f"{name!r} can be no name of a pipeline or view;"
            " it is no text, or empty, or holds ':' or '/'"
        )
    return name


def row_prefix(pipeline: str, view: str) -> bytes:
    """What the keys of the view's rows begin with."""
    return f"{pipeline}:{view}:".encode()


def current_key(pipeline: str, view: str) -> bytes:
    """Where the fingerprint published last is."""
    return f"{pipeline}/layouts/{view}/current".encode()


def layout_key(pipeline: str, view: str, fingerprint: int) -> bytes:
    """Where a layout is."""
    return f"{pipeline}/layouts/{view}/{fingerprint:016x}".encode()


def join_keys(view: str, keys: Sequence[Key], entity: Entity) -> Mapping[str, Any]:
    """The values of a view's join keys by name; others are left out."""
    names = [key.name for key in keys]
    if isinstance(entity, Mapping):
        missing = [name for name in names if name not in entity]
        if missing:
            raise InvalidEntity(
                f"view '{view}' is keyed by {', '.join(names)};"
                f" {', '.join(missing)} is missing in {dict(entity)!r}"
            )
        return {name: entity[name] for name in names}
    values = entity if isinstance(entity, (tuple, list)) else (entity,)
    if len(values) != len(names):
        raise InvalidEntity(
            f"view '{view}' is keyed by {', '.join(names)}, which {entity!r} does not tell;"
            " give a dict, or a tuple of all"
        )
    return dict(zip(names, values))


def encode(view: str, keys: Sequence[Key], values: Mapping[str, Any]) -> Optional[bytes]:
    """The entity key of values by join key; None if one is None or NaN: that is no entity."""
    texts = []
    for key in keys:
        value = values[key.name]
        if value is None or (isinstance(value, float) and math.isnan(value)):
            return None
        texts.append(_text(view, key, value).replace("\\", "\\\\").replace("|", "\\|"))
    return "|".join(texts).encode()


def _text(view: str, key: Key, value: Any) -> str:
    try:
        text = _key_text(key.type.kind, value)
        text.encode()
        return text
    except (ValueError, TypeError) as e:
        raise InvalidEntity(
            f"{value!r} is no {key.type}, the type of join key '{key.name}' of view '{view}': {e}"
        ) from e


def _key_text(kind: str, value: Any) -> str:
    if kind == "STRING":
        return value if isinstance(value, str) else str(_integer(value))
    if kind == "BOOLEAN":
        text = str(value).lower()
        if text in ("true", "false"):
            return text
        raise ValueError("neither true nor false")
    if kind == "TIMESTAMP" and isinstance(value, datetime.datetime):
        return str(millis(value))
    if (
        kind == "DATE"
        and isinstance(value, datetime.date)
        and not isinstance(value, datetime.datetime)
    ):
        return str(value.toordinal() - EPOCH_DAY)
    if kind in ("BIGINT", "TIMESTAMP", "DATE"):
        return str(check_long(int(value) if isinstance(value, str) else _integer(value)))
    raise TypeError(f"a {kind} is no join key")


def _integer(value: Any) -> int:
    """Of an int, and of what stands for one, as NumPy has it."""
    if isinstance(value, bool):
        raise TypeError("it is a bool")
    return operator.index(value)
