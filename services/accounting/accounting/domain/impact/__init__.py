"""What moves: how sealed footprints would stand if factors, a rule or warming potentials changed.

A study only tells. The sealed calculation stays as it is; accounting anew is its owner's choice.
"""
