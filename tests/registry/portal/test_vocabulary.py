"""Codes in words."""

from registry.portal.domain.vocabulary import boundary_name, unit_name


def test_codes_without_words_are_shown_as_they_are():
    assert unit_name("parsec").zh == "parsec"
    assert boundary_name("gate-to-gate").en == "gate-to-gate"
