"""The encoding of a table is told rightly, or the file is refused; it is never other words."""

import random
import re
from io import BytesIO
from pathlib import Path

import pytest

from accounting.sheets.api import in_utf_8
from accounting.sheets.domain.encodings import encoding_of
from accounting.sheets.domain.refusals import FactorFileUnreadable
from accounting.sheets.domain.tables import read_sheet
from packs import PACKS_DIR
from tests.accounting.sheets.foreign import kept

HEAD = "id,name_zh,value\r\n"
TRADITIONAL = "單晶矽片,鋁合金邊框,供應商聲明,電力消耗量,產品碳足跡,運輸距離,廢水處理廠,包裝紙箱"
FOREIGN = {
    "big5": TRADITIONAL,
    "cp1252": "Größe der Glasscheibe,Kühlwasser für Müller,primär,Träger,Gehäuse höher",
    "shift-jis": "太陽光モジュール,ガラス基板,アルミフレーム,電力使用量,シリコン",
    "euc-kr": "태양광 모듈,알루미늄 프레임,전력 사용량,구리선,실리콘 봉지재,백시트,골판지",
    "euc-jp": "太陽光モジュール,ガラス基板,木材,輸送距離,電力使用量,鉄道輸送",
}
KOREAN = (
    "태양광 모듈,알루미늄 프레임,전력 사용량,구리선,백시트,골판지,강화유리,웨이퍼,폴리에틸렌,강판,"
    "철근,시멘트,"
    "콘크리트,목재,합판,접착제,윤활유,천연가스,경유,석탄,증기,용수,폐수 처리,해상 운송,포장재,종이,"
    "고무,에폭시 수지,"
    "은 페이스트,주석,아연,니켈,코발트,흑연,배터리 셀,케이블,변압기,반도체,유리섬유,단열재,타일,"
    "벽돌,모래,황산,"
    "암모니아,에탄올,산소,냉매,재생 알루미늄,폐기물 소각"
)
JAPANESE = (
    "ガラス基板,アルミフレーム,電力使用量,封止材,強化ガラス,銅線,鋼板,鉄筋,木材,合板,接着剤,塗料,潤滑油,天然ガス,"
    "軽油,石炭,蒸気,用水,排水処理,輸送,包装材,段ボール,電線,変圧器,半導体,断熱材,石灰石,硫酸,窒素,冷媒,焼却,埋立,"
    "樹脂,電池,正極材,黒鉛,亜鉛,廃棄物処理,製品,原材料,工場,購入電力,蓄電池,風力発電,鋳鉄,特殊鋼"
)


def chinese_names() -> list[str]:
    """Names as they stand in the platform's own data and pages."""
    texts = [path.read_text("utf-8") for path in sorted(PACKS_DIR.rglob("*.yaml"))]
    texts += [path.read_text("utf-8") for path in sorted(Path("docs").glob("*.md"))]
    return sorted(set(re.findall(r"[\u4e00-\u9fff][\u4e00-\u9fff()、·]{1,14}", "\n".join(texts))))


def table(names: list[str], encoding: str) -> bytes:
    rows = "".join(f"own-{n},{name},{n}.5\r\n" for n, name in enumerate(names))
    return (HEAD + rows).encode(encoding)


def told(content: bytes) -> str:
    try:
        return encoding_of(BytesIO(content))
    except FactorFileUnreadable:
        return "refused"


def test_honest_chinese_text_in_gb_18030_is_read():
    names, dice = chinese_names(), random.Random(1)

    found = [told(table(dice.sample(names, 4), "gb18030")) for _ in range(150)]

    assert len(names) > 300
    assert found.count("gb18030") == len(found)


def test_an_honest_name_alone_is_read():
    names, dice = chinese_names(), random.Random(2)

    found = [told(table([name], "gb18030")) for name in dice.sample(names, 200)]

    assert found.count("gb18030") >= 198


@pytest.mark.parametrize(("names", "encoding"), [(KOREAN, "euc-kr"), (JAPANESE, "euc-jp")])
def test_a_name_alone_in_a_neighbour_s_encoding_seldom_passes(names, encoding):
    """Some are Chinese words as they stand, so that only the sender can know."""
    found = [told(table([name], encoding)) for name in names.split(",")]

    assert found.count("gb18030") <= 2


@pytest.mark.parametrize(
    "name", ["温度(℃)", "μm", "×", "①", "Ⅱ", "。", "㐂玻璃", "𠮷田", "钢", "联通", "合格品率"]
)
def test_signs_and_rare_characters_alone_are_read(name):
    assert told(table([name], "gb18030")) == "gb18030"
    assert told(table([name], "utf-8")) == "utf-8-sig"


@pytest.mark.parametrize("encoding", FOREIGN)
def test_other_encodings_are_refused_and_not_read_as_chinese(encoding):
    content = table(FOREIGN[encoding].split(","), encoding)

    content.decode("gb18030")
    assert told(content) == "refused"


def test_a_word_that_is_as_good_in_two_encodings_is_refused():
    assert told(table(["水磨石"], "gb18030")) == "refused"
    assert told(table(["m²", "°C", "Łódź", "Ω"], "utf-8")) == "utf-8-sig"


@pytest.mark.parametrize(
    ("name", "says"), [("big5", "rather Big5"), ("utf8-cut-character", "UTF-8 are cut off")]
)
def test_a_file_that_would_become_other_words_is_refused(name, says):
    with pytest.raises(FactorFileUnreadable) as refusal:
        read_sheet(kept(f"factors-{name}.csv"))

    assert says in refusal.value.messages["en"]


@pytest.mark.parametrize(
    ("name", "first", "zh"),
    [
        ("gb18030-bom", "own-csv-gbbom", "㐂玻璃"),
        ("mac-cr", "own-csv-mac", "试验玻璃"),
        ("sep-line", "own-csv-sep", "试验玻璃"),
        ("utf16", "own-csv-utf16", "试验玻璃"),
    ],
)
def test_marks_ends_of_lines_and_separators_of_other_programs_are_read(name, first, zh):
    sheet = read_sheet(kept(f"factors-{name}.csv"))

    (line,) = sheet.lines
    assert (line.number, line.cells[:2], line.fault) == (2, (first, zh), None)
    assert sheet.columns[:2] == ("id", "name_zh")


def test_semicolons_part_cells_and_a_decimal_comma_stays_what_it_is():
    (line,) = read_sheet(kept("factors-semicolon.csv")).lines

    assert line.cells[4] == "1,35"


@pytest.mark.parametrize("content", [b"a,b\n\xff\xfe\n", b"a,b\n\x81\n", b"\xff\xfea\0,\0\0\xd8"])
def test_bytes_of_no_encoding_are_refused(content):
    with pytest.raises(FactorFileUnreadable):
        read_sheet(content)


@pytest.mark.parametrize(
    ("charset", "name"),
    [("GB18030", "水磨石"), ("euc-kr", "운송"), ("big5", "鋁合金邊框"), ("windows-1252", "Größe")],
)
def test_what_the_sender_states_is_believed(charset, name):
    sheet = read_sheet(
        in_utf_8(table([name], charset), f"text/csv; header=present; charset={charset}")
    )

    assert sheet.lines[0].cells[1] == name


@pytest.mark.parametrize(("charset", "reason"), [("utf-8", "not in utf-8"), ("x", "none of utf-8")])
def test_what_is_not_as_stated_is_refused(charset, reason):
    with pytest.raises(FactorFileUnreadable) as refusal:
        in_utf_8(table(["钢"], "gb18030"), f'text/csv; charset="{charset}"')

    assert reason in refusal.value.messages["en"]


def test_a_workbook_is_what_it_is_whatever_its_type_says():
    assert in_utf_8(b"PK", "application/zip; charset=big5") == b"PK"
    assert in_utf_8(b"a", None) == b"a"
