"""The verifying script knows the same checks, codes and members as the verifier in Python."""

import json
import re

from registry.portal.formats.assets import ASSETS
from registry.proofs.domain.findings import Check, sentences
from registry.proofs.domain.stated import MOMENTS, REPEATED

SCRIPTS = {
    name: asset.data.decode() for name, asset in ASSETS.items() if asset.media_type.count("script")
}
RULES = SCRIPTS["verify.js"]


def test_the_script_compares_the_same_members():
    listed = re.findall(r'^  \[(\["[a-z_", ]+\]), \[', RULES, re.MULTILINE)

    assert [tuple(json.loads(path)) for path in listed] == [*REPEATED, *MOMENTS]


def test_the_script_asks_the_same_questions_in_the_same_order():
    table = RULES[RULES.index("const RULES") :]

    assert re.findall(r'^  \["([a-z-]+)", ', table, re.MULTILINE) == [
        check.value for check in Check
    ]


def test_the_script_reports_only_known_codes():
    script = "".join(SCRIPTS[name] for name in ("verify.js", "credentials.js"))

    reported = set(re.findall(r'new Fails\("([a-z-]+)"\)', script))
    reasons = sentences().keys() - {check.value for check in Check} - {"not-checked"}
    assert reported - {"base64"} == reasons
