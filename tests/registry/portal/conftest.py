"""The pages of labels that were published."""

from tests.registry.published import change, publish, published, registry

__all__ = ["change", "publish", "published", "registry"]
