"""Rate limits: one token bucket per client, and one per address for callers not yet known."""

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from gateway.proxy.domain.refusals import TooManyRequests

_MAX_BUCKETS = 20_000


@dataclass(frozen=True)
class Standing:
    """What a limit leaves after a request (draft-ietf-httpapi-ratelimit-headers)."""

    limit: str
    quota: int
    window_s: int
    """How long an empty bucket takes to be full again."""
    left: int
    full_in_s: int

    @property
    def policy(self) -> str:
        return f'"{self.limit}";q={self.quota};w={self.window_s}'

    @property
    def state(self) -> str:
        return f'"{self.limit}";r={self.left};t={self.full_in_s}'


@dataclass
class _Bucket:
    tokens: float
    filled_at: float


class Buckets:
    """Token buckets by key; the least recently used are forgotten, which refills them."""

    def __init__(
        self, limit: str, rate: float, burst: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """`rate` is requests per second, 0 for no limit; `burst` the most at one moment.

        `limit` is what callers know the limit by.
        """
        self._limit, self._clock = limit, clock
        self._rate, self._burst = rate, float(burst)
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def take(self, key: str, counted: list[Standing]) -> None:
        """Count one request, and add to `counted` how the caller stands after it.

        Raises `TooManyRequests` when the bucket of `key` is empty.
        """
        if not self._rate:
            return
        bucket = self._filled(key, self._clock())
        enough = bucket.tokens >= 1
        bucket.tokens -= enough
        counted.append(self._standing(bucket))
        if not enough:
            raise TooManyRequests(seconds=math.ceil((1 - bucket.tokens) / self._rate))

    def _standing(self, bucket: _Bucket) -> Standing:
        return Standing(
            self._limit,
            quota=int(self._burst),
            window_s=math.ceil(self._burst / self._rate),
            left=int(bucket.tokens),
            full_in_s=math.ceil((self._burst - bucket.tokens) / self._rate),
        )

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
