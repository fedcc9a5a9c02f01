"""The packed row: its header, its parts, and what reads some or all of its values.

The form of a row is told in ``docs/reference/packed-row.md``. Codes say how long values are, two in
a byte; so what lies between wanted values is passed over by translating bytes of codes into lengths
and adding them up.
"""

import struct
from typing import Any, Dict, List, NamedTuple, Sequence, Tuple

from ._layout import Layout
from ._types import ValueType
from ._values import CODE_BYTES, EXTENDED, LITERALS, read_varint
from .errors import MalformedRow

_FORMAT = 2
_HEADER = struct.Struct(">BQQQQQ")
_SIGN = 1 << 63
_REPEATS = 16
_KNOWN_FLAGS = 31

_BITS = [tuple(bit for bit in range(8) if byte >> bit & 1) for byte in range(256)]
_LOW = bytes(byte & 15 for byte in range(256))
_HIGH = bytes(byte >> 4 for byte in range(256))

# how many bytes two values have; _UNKNOWN if one of them tells it itself
_UNKNOWN = 255
_PAIR_BYTES = bytes(
    _UNKNOWN
    if EXTENDED in (byte & 15, byte >> 4)
    else CODE_BYTES[byte & 15] + CODE_BYTES[byte >> 4]
    for byte in range(256)
)

# if more than one of so many features is wanted, going through all values takes less time
_WALK_FROM = 4


def _count_in_text(bits: int) -> int:
    return bin(bits).count("1")


_count = getattr(int, "bit_count", _count_in_text)


class Header(NamedTuple):
    """What a row says before its values.

    Times are UTC milliseconds; ``available_at`` is 0 if the row is not readable online.
    """

    fingerprint: int
    generation: int
    feature_timestamp: int
    sequence: int
    available_at: int

    @staticmethod
    def of(row: bytes) -> "Header":
        """The header of a row."""
        if len(row) < _HEADER.size:
            raise MalformedRow(f"a packed row has at least {_HEADER.size} bytes, not {len(row)}")
        form, fingerprint, generation, time, sequence, available_at = _HEADER.unpack_from(row)
        if form != _FORMAT:
            raise MalformedRow(f"unknown row format {form}; this reader knows {_FORMAT}")
        return Header(
            fingerprint, _signed(generation), time - _SIGN, _signed(sequence), _signed(available_at)
        )


def _signed(number: int) -> int:
    return number - 2 * _SIGN if number & _SIGN else number


class _Parts(NamedTuple):
    """Bitmaps as numbers, feature i at bit i; ``repeats`` has a bit for each present feature."""

    present: int
    repeats: int
    others: int
    codes_at: int
    payload_at: int


def _parts(row: bytes, features: int) -> _Parts:
    at = _HEADER.size
    flags = _take(row, at, 1)[0]
    if flags > _KNOWN_FLAGS:
        raise MalformedRow(f"the flags {flags}")
    present, at = _bitmap(row, at + 1, flags & 3, features)
    count = _count(present)
    repeats = 0
    if flags & _REPEATS:
        size = count + 7 >> 3
        repeats = int.from_bytes(_take(row, at, size), "little")
        at += size
        if not count or repeats & 1 or repeats >> count:
            raise MalformedRow("a repetition of nothing")
    others, at = _bitmap(row, at, flags >> 2 & 3, features)
    if present & others:
        raise MalformedRow("a value that is there and is not")
    codes = count - _count(repeats)
    size = codes + 1 >> 1
    if codes & 1 and _take(row, at, size)[-1] >> 4:
        raise MalformedRow("a code without a value")
    if at + size > len(row):
        raise _truncated(row)
    return _Parts(present, repeats, others, at, at + size)


def _bitmap(row: bytes, at: int, mode: int, features: int) -> Tuple[int, int]:
    if mode == 0:
        return 0, at
    if mode == 1:
        return (1 << features) - 1, at
    size = features + 7 >> 3
    if mode == 2:
        bits = int.from_bytes(_take(row, at, size), "little")
        at += size
    else:
        bits, at = _sparse(row, at, size)
    if bits >> features:
        raise MalformedRow(f"more values than the layout's {features}")
    return bits, at


def _sparse(row: bytes, at: int, size: int) -> Tuple[int, int]:
    marks = _take(row, at, size + 7 >> 3)
    at += len(marks)
    places = _set_bits(marks)
    if places and places[-1] >= size:
        raise MalformedRow(f"a bitmap of more than {size} bytes")
    told = _take(row, at, len(places))
    if 0 in told:
        raise MalformedRow("a byte of a bitmap that is zero and should not be")
    whole = bytearray(size)
    for place, byte in zip(places, told):
        whole[place] = byte
    return int.from_bytes(whole, "little"), at + len(told)


def _set_bits(bitmap: bytes) -> List[int]:
    return [8 * i + bit for i, byte in enumerate(bitmap) if byte for bit in _BITS[byte]]


def _take(row: bytes, at: int, size: int) -> bytes:
    if at + size > len(row):
        raise _truncated(row)
    return row[at : at + size]


def _truncated(row: bytes) -> MalformedRow:
    return MalformedRow(f"the row ends at {len(row)}, inside a value")


def _bounds(row: bytes, code: int, at: int) -> Tuple[int, int]:
    """Where the bytes of a value begin and end."""
    if code == EXTENDED:
        length, at = read_varint(row, at, len(row))
    else:
        length = CODE_BYTES[code]
    end = at + length
    if end > len(row):
        raise _truncated(row)
    return at, end


class RowReader:
    """Reads some features of rows of one layout. Made once for many rows; thread-safe."""

    def __init__(
        self, layout: Layout, positions: Sequence[int], absent: Sequence[Any] = ()
    ) -> None:
        """A reader of columns.

        :param positions: for each column that of its feature, -1 if rows lack it; none twice
        :param absent: for each column its value where rows lack it; None where there are fewer
        """
        self._layout = layout
        self._size = len(layout.features)
        self._implied = list(absent) + [None] * (len(positions) - len(absent))
        self._columns = [-1] * self._size
        for column, position in enumerate(positions):
            if position >= 0:
                self._columns[position] = column
                self._implied[column] = layout.implied[position]
        self._wanted = [position for position, column in enumerate(self._columns) if column >= 0]
        self._bits = [1 << position for position in self._wanted]
        self._mask = sum(self._bits)
        self._walks = len(self._wanted) * _WALK_FROM >= self._size

    def read(self, row: bytes) -> List[Any]:
        """The stored value of each column, None for NULL; of a row that has this layout."""
        parts = _parts(row, self._size)
        if parts.others & self._layout.without_other:
            raise MalformedRow("a zero of a type that has none")
        values = self._implied.copy()
        if parts.others & self._mask:
            self._take_others(parts.others, values)
        if self._walks:
            self._walk(row, parts, values)
        elif parts.present & self._mask:
            self._find(row, parts, values)
        return values

    def _take_others(self, others: int, values: List[Any]) -> None:
        for position, bit in zip(self._wanted, self._bits):
            if others & bit:
                is_null = self._layout.implied[position] is not None
                values[self._columns[position]] = (
                    None if is_null else self._layout.types[position].zero()
                )

    def _walk(self, row: bytes, parts: _Parts, values: List[Any]) -> None:
        """Goes through all values, and so sees all of the row."""
        pairs = row[parts.codes_at : parts.payload_at]
        codes = bytearray(2 * len(pairs))
        codes[0::2] = pairs.translate(_LOW)
        codes[1::2] = pairs.translate(_HIGH)
        repeated = frozenset(_set_bits(parts.repeats.to_bytes(self._size + 7 >> 3, "little")))
        present = _set_bits(parts.present.to_bytes(self._size + 7 >> 3, "little"))
        types, columns, decoders = (self._layout.types, self._columns, self._layout.decoders)
        length = len(row)
        code = index = before = 0
        begin = stop = end = parts.payload_at
        recurs, recent = self._layout.recurs, _Recent()
        for rank, position in enumerate(present):
            if rank in repeated:
                if types[position] != types[before]:
                    raise MalformedRow("a repetition of another type")
            else:
                code = codes[index]
                index += 1
                if code < LITERALS and recurs[position]:
                    code, begin, stop = recent.get(types[position], code)
                else:
                    if code == EXTENDED:
                        begin, end = _bounds(row, code, end)
                    else:
                        begin = end
                        end += CODE_BYTES[code]
                        if end > length:
                            raise _truncated(row)
                    stop = end
                    if recurs[position]:
                        recent.add(types[position], (code, begin, end))
            before = position
            column = columns[position]
            if column >= 0:
                values[column] = decoders[position](row, code, begin, stop)
        if end != length:
            raise MalformedRow(f"{length - end} bytes too many")

    def _find(self, row: bytes, parts: _Parts, values: List[Any]) -> None:
        """Goes from one wanted value to the next."""
        present, repeats = parts.present, parts.repeats
        hits = present & self._mask
        finder = _Finder(row, parts)
        for position, bit in zip(self._wanted, self._bits):
            if hits & bit:
                rank = _count(present & bit - 1)
                index = rank
                if repeats:
                    index -= _count(repeats & (2 << rank) - 1)
                    if repeats >> rank & 1:
                        self._check_repeated(position, present & bit - 1)
                code, begin, end = finder.find(index)
                if code < LITERALS and self._layout.recurs[position]:
                    # like one before: those that go through all values know which
                    self._walk(row, parts, values)
                    return
                values[self._columns[position]] = self._layout.decoders[position](
                    row, code, begin, end
                )

    def _check_repeated(self, position: int, before: int) -> None:
        types = self._layout.types
        if types[position] != types[before.bit_length() - 1]:
            raise MalformedRow("a repetition of another type")


class _Recent:
    """The values of each type that have bytes of their own, for those that are told by their place."""

    def __init__(self) -> None:
        self._of: Dict[ValueType, List[Tuple[int, int, int]]] = {}

    def add(self, value_type: ValueType, value: Tuple[int, int, int]) -> None:
        self._of.setdefault(value_type, []).append(value)

    def get(self, value_type: ValueType, place: int) -> Tuple[int, int, int]:
        """The value at a place, 0 for the last one."""
        values = self._of.get(value_type, [])
        if place >= len(values):
            raise MalformedRow("a value like one that is not there")
        return values[-1 - place]


class _Finder:
    """Finds values by their index among those that repeat nothing, in rising order."""

    def __init__(self, row: bytes, parts: _Parts) -> None:
        self._row = row
        self._codes = row[parts.codes_at : parts.payload_at]
        self._lengths = self._codes.translate(_PAIR_BYTES)
        self._pair = 0
        self._at = parts.payload_at

    def find(self, index: int) -> Tuple[int, int, int]:
        """The code of a value, and where its bytes begin and end."""
        pair = index >> 1
        if pair != self._pair:
            self._pass_over(pair)
        codes = self._codes[pair]
        at = self._at
        if index & 1:
            _, at = _bounds(self._row, codes & 15, at)
            codes >>= 4
        code = codes & 15
        begin, end = _bounds(self._row, code, at)
        return code, begin, end

    def _pass_over(self, pair: int) -> None:
        at, lengths = self._at, self._lengths
        next_pair = self._pair
        while True:
            stop = lengths.find(_UNKNOWN, next_pair, pair)
            at += sum(lengths[next_pair : pair if stop < 0 else stop])
            if stop < 0:
                break
            for code in (self._codes[stop] & 15, self._codes[stop] >> 4):
                _, at = _bounds(self._row, code, at)
            next_pair = stop + 1
        self._pair = pair
        self._at = at
