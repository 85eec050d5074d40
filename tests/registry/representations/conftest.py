"""Labels that were published, to be looked up."""

from tests.registry.published import change, publish, published, registry

__all__ = ["change", "publish", "published", "registry"]
