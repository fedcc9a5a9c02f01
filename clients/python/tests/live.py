"""Reads the rows of the test vectors from a Redis into which Java has written them.

    python3 live.py HOST PORT

Row i lies under the view ``v<i>``. Redis is asked through a client of a few lines that has but mget.
"""

import socket
import sys
from typing import List, Optional

from support import vectors
from test_vectors import exact, expected

from freshet import OnlineStore


class TinyRedis:
    """Speaks just enough of Redis' protocol for mget."""

    def __init__(self, host: str, port: int) -> None:
        self._socket = socket.create_connection((host, port), timeout=10)
        self._answers = self._socket.makefile("rb")

    def mget(self, keys: List[bytes]) -> List[Optional[bytes]]:
        words = [b"MGET", *(key if isinstance(key, bytes) else key.encode() for key in keys)]
        parts = [b"*%d\r\n" % len(words)]
        parts += [b"$%d\r\n%s\r\n" % (len(word), word) for word in words]
        self._socket.sendall(b"".join(parts))
        return [self._bulk() for _ in range(self._number(b"*"))]

    def close(self) -> None:
        self._answers.close()
        self._socket.close()

    def _bulk(self) -> Optional[bytes]:
        size = self._number(b"$")
        return None if size < 0 else self._answers.read(size + 2)[:-2]

    def _number(self, kind: bytes) -> int:
        line = self._answers.readline()
        if line[:1] != kind:
            raise ConnectionError(f"Redis says {line!r}")
        return int(line[1:])


def main(host: str, port: int) -> None:
    redis = TinyRedis(host, port)
    store = OnlineStore(redis, "shop")
    rows = values = 0
    for number, vector in enumerate(vectors()):
        if vector.is_damaged or not vector.layout.types:
            continue
        row = store.get(f"v{number}", **{vector.layout.keys[0].name: "u"})
        for feature, told in zip(vector.layout.features, vector.told["values"]):
            want = expected(feature.type, told)
            if want is not None and feature.type.kind in ("TIMESTAMP", "DATE"):
                want = feature.type.to_python(want)
            if exact(row[feature.name]) != exact(want):
                sys.exit(f"{vector.name}: {feature.name} is {row[feature.name]!r}, not {want!r}")
            values += 1
        rows += 1
    redis.close()
    print(f"{rows} rows, {values} values agree")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
