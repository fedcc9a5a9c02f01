"""Types of join keys and features, and the text that stands for their values.

Values are *stored* as Python values, but a TIMESTAMP as UTC milliseconds and a DATE as days since
1970: ages and arrays are made of these numbers. :meth:`ValueType.to_python` makes what callers see.
"""

import datetime
import functools
import re
from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Any, Optional, Union

UTC = datetime.timezone.utc
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=UTC)
EPOCH_DAY = EPOCH.toordinal()
MAX_PRECISION = 38

Timestamp = Union[datetime.datetime, int]
"""An aware datetime in UTC; outside the years 1 to 9999, where datetime ends, milliseconds."""

# The decimal context of the thread must not round a value.
_EXACT = Context(prec=2 * MAX_PRECISION)

_DECIMAL = re.compile(r"DECIMAL\((\d{1,2}),\s*(\d{1,2})\)")
_NESTED = re.compile(r"(ARRAY|COUNTS)<(.+)>")
_SIMPLE = frozenset({"BOOLEAN", "BIGINT", "DOUBLE", "STRING", "TIMESTAMP", "DATE"})


@dataclass(frozen=True)
class ValueType:
    """The type of a join key or feature.

    BOOLEAN, BIGINT, DOUBLE, DECIMAL(p,s), STRING, TIMESTAMP, DATE, ARRAY<type> or COUNTS<type>.
    """

    kind: str
    precision: int = 0
    scale: int = 0
    element: Optional["ValueType"] = None

    @staticmethod
    @functools.lru_cache(maxsize=256)
    def parse(text: str) -> "ValueType":
        """Reads the form that ``str()`` gives; ValueError if it is no type."""
        decimal = _DECIMAL.fullmatch(text)
        if decimal:
            precision, scale = int(decimal.group(1)), int(decimal.group(2))
            if 1 <= precision <= MAX_PRECISION and scale <= precision:
                return ValueType("DECIMAL", precision, scale)
        nested = _NESTED.fullmatch(text)
        if nested:
            element = ValueType.parse(nested.group(2))
            if element.element is None:
                return ValueType(nested.group(1), element=element)
        if text in _SIMPLE:
            return ValueType(text)
        raise ValueError(f"'{text}' is no type that this version knows")

    def __str__(self) -> str:
        if self.kind == "DECIMAL":
            return f"DECIMAL({self.precision},{self.scale})"
        return f"{self.kind}<{self.element}>" if self.element else self.kind

    @property
    def recurs(self) -> bool:
        """Whether a row may tell a value of the type by its place among those before it."""
        if self.kind == "DECIMAL":
            return self.scale > 0
        return self.kind not in ("BOOLEAN", "BIGINT", "DOUBLE")

    @property
    def is_nested(self) -> bool:
        """Whether it is an ARRAY or COUNTS."""
        return self.element is not None

    @property
    def has_zero(self) -> bool:
        """Whether one of its values takes but a bit in a row."""
        return self.kind not in ("TIMESTAMP", "DATE")

    def zero(self) -> Any:
        """That value, a new one where it can be changed."""
        if self.kind == "DECIMAL":
            return self.decimal(0)
        return {
            "BOOLEAN": False,
            "BIGINT": 0,
            "DOUBLE": 0.0,
            "STRING": "",
            "ARRAY": [],
            "COUNTS": {},
        }[self.kind]

    def decimal(self, unscaled: int) -> Decimal:
        """A DECIMAL from the number without its point."""
        return Decimal(unscaled).scaleb(-self.scale, _EXACT)

    def parse_value(self, text: str) -> Any:
        """The stored form of a value that a layout tells as text; ValueError if it is none."""
        if self.kind in ("BIGINT", "TIMESTAMP", "DATE"):
            return check_long(int(text))
        if self.kind == "DOUBLE":
            return float(text)
        if self.kind == "DECIMAL":
            try:
                return Decimal(text).quantize(Decimal(1).scaleb(-self.scale), context=_EXACT)
            except ArithmeticError as e:
                raise ValueError(f"'{text}' is no {self}") from e
        if self.kind == "BOOLEAN" and text in ("true", "false"):
            return text == "true"
        if self.kind == "STRING":
            return text
        raise ValueError(f"'{text}' is no {self}")

    def to_python(self, stored: Any) -> Any:
        """What callers see of a stored value."""
        if stored is None:
            return None
        if self.kind == "TIMESTAMP":
            return timestamp(stored)
        if self.kind == "DATE":
            return date(stored)
        return stored


def check_long(number: int) -> int:
    """The number itself; ValueError if 64 bits do not hold it."""
    if not -(1 << 63) <= number < 1 << 63:
        raise ValueError(f"{number} does not fit into 64 bits")
    return number


def timestamp(millis: int) -> Timestamp:
    """The time that is so many milliseconds after 1970."""
    try:
        return EPOCH + datetime.timedelta(0, millis // 1000, millis % 1000 * 1000)
    except OverflowError:
        return millis


def date(days: int) -> Union[datetime.date, int]:
    """The day so many days after 1970-01-01; the number itself outside the years 1 to 9999."""
    try:
        return datetime.date.fromordinal(EPOCH_DAY + days)
    except (OverflowError, ValueError):
        return days


def millis(time: datetime.datetime) -> int:
    """Milliseconds from 1970 to an aware time, rounded down."""
    return (time - EPOCH) // datetime.timedelta(milliseconds=1)
