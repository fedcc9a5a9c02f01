"""Reads single values of packed rows.

What is no value is a MalformedRow; nothing is read outside the bytes.
"""

import functools
import struct
from typing import Any, Callable, Dict, List, Tuple

from ._types import ValueType, date, timestamp
from .errors import MalformedRow

LITERALS = 7
"""The first code with bytes; those below are values by themselves, or like one before."""

EXTENDED = 15
"""The code of values that tell how many bytes they have."""

CODE_BYTES = bytes(max(0, code - LITERALS + 1) for code in range(EXTENDED))
"""How many bytes each code below EXTENDED has."""

Decode = Callable[[bytes, int, int, int], Any]
"""Makes a stored value of row, code, and where its bytes, all within the row, begin and end."""

_Read = Callable[[bytes, int, int], Tuple[Any, int]]
"""Makes an element of row, where it begins and the end of its list; tells where it ended."""

_EPOCH_2020 = 1_577_836_800_000
_POWERS = (1.0, 10.0, 100.0, 10_000.0)
_LONG_DIGITS = 18
_WIDE_BYTES = 16
_LITTLE_DOUBLE = struct.Struct("<d")
_BIG_DOUBLE = struct.Struct(">d")


def read_varint(row: bytes, at: int, end: int) -> Tuple[int, int]:
    """An unsigned number of up to 64 bits, and where it ended."""
    value = shift = 0
    while at < end:
        byte = row[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            if value >> 64:
                raise MalformedRow("a varint of more than 64 bits")
            return value, at
        shift += 7
        if shift >= 70:
            raise MalformedRow("a varint of more than 10 bytes")
    raise MalformedRow(f"the bytes end at {end}, inside a varint")


@functools.lru_cache(maxsize=256)
def decoder(value_type: ValueType) -> Decode:
    """What reads values of a type that have a code."""
    kind = value_type.kind
    if kind == "DECIMAL":
        return _decimal(value_type)
    if kind == "ARRAY":
        return _whole(value_type, _list(value_type))
    if kind == "COUNTS":
        return _whole(value_type, _counts(value_type))
    simple: Dict[str, Decode] = {
        "BOOLEAN": _boolean,
        "BIGINT": _bigint,
        "DOUBLE": _double,
        "STRING": _string,
        "TIMESTAMP": _timestamp,
        "DATE": _date,
    }
    return simple[kind]


def _wrong(code: int, value_type: object) -> MalformedRow:
    return MalformedRow(f"the code {code} for a {value_type}")


def _bigint(row: bytes, code: int, begin: int, end: int) -> int:
    if code < LITERALS:
        return code + 1
    if code == EXTENDED:
        raise _wrong(code, "BIGINT")
    return int.from_bytes(row[begin:end], "little", signed=True)


def _double(row: bytes, code: int, begin: int, end: int) -> float:
    if code < LITERALS:
        return code + 1.0
    if code < EXTENDED - 1:
        number = int.from_bytes(row[begin:end], "little", signed=True)
        return (number >> 2) / _POWERS[number & 3]
    if code == EXTENDED:
        raise _wrong(code, "DOUBLE")
    value: float = _LITTLE_DOUBLE.unpack_from(row, begin)[0]
    return value


def _boolean(row: bytes, code: int, begin: int, end: int) -> bool:
    if code > 1:
        raise _wrong(code, "BOOLEAN")
    return code == 0


def _timestamp(row: bytes, code: int, begin: int, end: int) -> int:
    if code < LITERALS or code == EXTENDED:
        raise _wrong(code, "TIMESTAMP")
    number = int.from_bytes(row[begin:end], "little", signed=True)
    length = end - begin
    if length == 8:
        return number
    return _EPOCH_2020 + (number * 1000 if length <= 4 else number)


def _date(row: bytes, code: int, begin: int, end: int) -> int:
    if code < LITERALS or code == EXTENDED:
        raise _wrong(code, "DATE")
    return int.from_bytes(row[begin:end], "little", signed=True)


def _string(row: bytes, code: int, begin: int, end: int) -> str:
    if code < LITERALS:
        raise _wrong(code, "STRING")
    return _text(row, begin, end)


def _text(row: bytes, begin: int, end: int) -> str:
    try:
        return row[begin:end].decode()
    except UnicodeDecodeError as e:
        raise MalformedRow("a text that is no UTF-8") from e


def _decimal(value_type: ValueType) -> Decode:
    def decode(row: bytes, code: int, begin: int, end: int) -> Any:
        if code < LITERALS:
            if value_type.recurs:
                raise _wrong(code, value_type)
            return value_type.decimal(code + 1)
        if code == EXTENDED:
            if value_type.precision <= _LONG_DIGITS:
                raise _wrong(code, value_type)
            return _wide(value_type, row, begin, end)
        return value_type.decimal(int.from_bytes(row[begin:end], "little", signed=True))

    return decode


def _wide(value_type: ValueType, row: bytes, begin: int, end: int) -> Any:
    if not 0 < end - begin <= _WIDE_BYTES:
        raise MalformedRow(f"{end - begin} bytes for a {value_type}")
    return value_type.decimal(int.from_bytes(row[begin:end], "big", signed=True))


def _whole(value_type: ValueType, read: _Read) -> Decode:
    def decode(row: bytes, code: int, begin: int, end: int) -> Any:
        if code != EXTENDED:
            raise _wrong(code, value_type)
        value, at = read(row, begin, end)
        if at != end:
            raise MalformedRow(f"a {value_type} ends at {at} instead of {end}")
        return value

    return decode


def _size(row: bytes, at: int, end: int) -> Tuple[int, int]:
    size, at = read_varint(row, at, end)
    if size > end - at:
        raise MalformedRow(f"{size} elements in {end - at} bytes")
    return size, at


def _list(value_type: ValueType) -> _Read:
    read = _element(value_type)

    def read_list(row: bytes, at: int, end: int) -> Tuple[List[Any], int]:
        size, at = _size(row, at, end)
        values = []
        for _ in range(size):
            value, at = read(row, at, end)
            values.append(value)
        return values, at

    return read_list


def _counts(value_type: ValueType) -> _Read:
    read = _element(value_type)

    def read_counts(row: bytes, at: int, end: int) -> Tuple[Dict[Any, int], int]:
        size, at = _size(row, at, end)
        counts: Dict[Any, int] = {}
        for _ in range(size):
            key, at = read(row, at, end)
            count, at = read_varint(row, at, end)
            if key in counts or count >> 63:
                raise MalformedRow(f"the count {count} of {key!r}")
            counts[key] = count
        return counts, at

    return read_counts


def _element(value_type: ValueType) -> _Read:
    element = value_type.element
    assert element is not None
    kind = element.kind
    if kind == "BOOLEAN":
        return _read_boolean
    if kind == "DOUBLE":
        return _read_double
    if kind == "STRING":
        return _read_string
    if kind == "DECIMAL" and element.precision > _LONG_DIGITS:
        return functools.partial(_read_wide, element)
    if kind == "DECIMAL":
        return functools.partial(_read_number, element.decimal)
    converters: Dict[str, Callable[[int], Any]] = {
        "BIGINT": int,
        "TIMESTAMP": timestamp,
        "DATE": date,
    }
    return functools.partial(_read_number, converters[kind])


def _read_number(convert: Callable[[int], Any], row: bytes, at: int, end: int) -> Tuple[Any, int]:
    raw, at = read_varint(row, at, end)
    return convert(raw >> 1 ^ -(raw & 1)), at


def _read_boolean(row: bytes, at: int, end: int) -> Tuple[bool, int]:
    _end_of(1, at, end)
    return row[at] != 0, at + 1


def _read_double(row: bytes, at: int, end: int) -> Tuple[float, int]:
    stop = _end_of(8, at, end)
    return _BIG_DOUBLE.unpack_from(row, at)[0], stop


def _read_string(row: bytes, at: int, end: int) -> Tuple[str, int]:
    length, at = read_varint(row, at, end)
    stop = _end_of(length, at, end)
    return _text(row, at, stop), stop


def _read_wide(element: ValueType, row: bytes, at: int, end: int) -> Tuple[Any, int]:
    length, at = read_varint(row, at, end)
    stop = _end_of(length, at, end)
    return _wide(element, row, at, stop), stop


def _end_of(length: int, at: int, end: int) -> int:
    if length > end - at:
        raise MalformedRow(f"the bytes end at {end}, inside a value")
    return at + length
