"""How the region lists its pilot products: whose opinion is asked, and for how long."""

from functools import cache
from pathlib import Path

from packs.region import Listing, load_region


@cache
def listing_terms(packs_dir: Path, region: str) -> Listing:
    """The terms of the region's pack; a process reads them once."""
    return load_region(packs_dir, region).catalogue
