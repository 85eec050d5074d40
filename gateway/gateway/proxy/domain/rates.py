"""Rate limits: one token bucket per client, and one per address for callers not yet known."""

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from gateway.proxy.domain.refusals import TooManyRequests

_MAX_BUCKETS = 20_000


@dataclass
class _Bucket:
    tokens: float
    filled_at: float


class Buckets:
    """Token buckets by key; the least recently used are forgotten, which refills them."""

    def __init__(
        self, rate: float, burst: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """`rate` is requests per second, 0 for no limit; `burst` the most at one moment."""
        self._clock = clock
        self._rate, self._burst = rate, float(burst)
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def take(self, key: str) -> None:
        """Count one request. Raises `TooManyRequests` when the bucket of `key` is empty."""
        if not self._rate:
            return
        bucket = self._filled(key, self._clock())
        if bucket.tokens < 1:
            raise TooManyRequests(seconds=math.ceil((1 - bucket.tokens) / self._rate))
        bucket.tokens -= 1

    def _filled(self, key: str, now: float) -> _Bucket:
        bucket = self._buckets.get(key)
        if bucket is None:
            bucket = self._buckets[key] = _Bucket(self._burst, now)
            if len(self._buckets) > _MAX_BUCKETS:
                self._buckets.popitem(last=False)
            return bucket
        self._buckets.move_to_end(key)
        earned = (now - bucket.filled_at) * self._rate
        bucket.tokens, bucket.filled_at = min(self._burst, bucket.tokens + earned), now
        return bucket
