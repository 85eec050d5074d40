"""Names under which files are offered: no folder, no second field, nothing hidden."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.downloads import attachment


@pytest.mark.parametrize(
    ("name", "offered"),
    [
        ("report-1.pdf", 'attachment; filename="report-1.pdf"'),
        ("电费.pdf", "attachment; filename=\"__.pdf\"; filename*=UTF-8''%E7%94%B5%E8%B4%B9.pdf"),
        ('a"b.pdf', "attachment; filename=\"a_b.pdf\"; filename*=UTF-8''a%22b.pdf"),
        ("a%41;b.pdf", "attachment; filename=\"a_41_b.pdf\"; filename*=UTF-8''a%2541%3Bb.pdf"),
        ("../../etc/passwd", 'attachment; filename="_.._etc_passwd"'),
        ("C:\\x\\y.txt", 'attachment; filename="C__x_y.txt"'),
        ("a\r\nSet-Cookie: x=1", 'attachment; filename="aSet-Cookie_ x=1"'),
        ("invoice\u202efdp.exe", 'attachment; filename="invoicefdp.exe"'),
        ("a\0\ud800b", 'attachment; filename="ab"'),
        (" .. ", 'attachment; filename="file"'),
        ("", 'attachment; filename="file"'),
        ("x" * 300 + ".xlsx", f'attachment; filename="{"x" * 115}.xlsx"'),
        ("x" * 300, f'attachment; filename="{"x" * 120}"'),
    ],
)
def test_a_name_is_offered_safely(name, offered):
    assert attachment(name) == offered


@given(st.text())
def test_no_name_breaks_its_field(name):
    offered = attachment(name)

    assert offered.isascii()
    assert offered.isprintable()
    assert offered.count('"') == 2
    assert not {"/", "\\"} & set(offered.split('"')[1])
