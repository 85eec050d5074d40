"""Small changes that tests should notice: a sample of them, each tried in a copy of the tree.

Own code, because cosmic-ray knows one test command and tries every change, and mutmut runs all
tests first to learn which function each of them reaches. A seeded sample over chosen modules,
each change tried on the few tests that import its module, needs neither.
"""
