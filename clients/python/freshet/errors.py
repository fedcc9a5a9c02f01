"""What goes wrong when features are read. Errors of the Redis client pass through as they are."""


class FreshetError(Exception):
    """Whatever this package raises by itself."""


class UnknownView(FreshetError, LookupError):
    """The pipeline has published no such view in this store."""


class UnknownFeature(FreshetError, LookupError):
    """The view has no such feature."""


class InvalidEntity(FreshetError, ValueError):
    """An entity lacks a join key, or a value is not of the key's type."""


class UnsuitableClient(FreshetError, TypeError):
    """The Redis client gives something else than the bytes that are stored."""


class MalformedLayout(FreshetError, ValueError):
    """What the store holds as a layout is none."""


class MalformedRow(FreshetError, ValueError):
    """The bytes of a row are damaged, or of a form that this reader does not know."""
