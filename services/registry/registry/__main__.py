"""`verify` checks a label's proof bundle offline; `fsck` recomputes the stored log."""

import argparse
import sys
import time
from datetime import datetime
from importlib import import_module
from pathlib import Path

from chassis import clock
from chassis.canonical import rfc3339
from chassis.refusals import Refusal
from registry.identities.domain.signed import dig, moment, parse_json
from registry.proofs.domain.bundle import Bundle
from registry.proofs.domain.findings import Finding, Outcome
from registry.proofs.domain.policy import parse_policy
from registry.proofs.domain.verification import Report, verify
from registry.values.domain.bilingual import Bilingual, Language

_MARKS = {Outcome.PASSED: "✓", Outcome.FAILED: "✗", Outcome.NOT_CHECKED: "–"}
_HEAD = Bilingual(
    "标识 {label}（{value} kgCO2e / {amount} {unit}）\n核验时刻 {at}",
    "Label {label} ({value} kgCO2e / {amount} {unit})\nVerified as of {at}",
)
_PASSED = Bilingual(
    "结论：通过，{count} 项全部成立。", "Verdict: verified, all {count} checks hold."
)
_FAILED = Bilingual("结论：未通过（{codes}）。", "Verdict: NOT verified ({codes}).")
_TOOK = Bilingual("用时 {ms:.1f} 毫秒，未使用网络。", "Took {ms:.1f} ms, without a network.")
_NO_MOMENT = Bilingual(
    "--at 应为带时区的时间，例如 2026-03-03T00:00:00Z",
    "--at must be a moment with its zone, such as 2026-03-03T00:00:00Z",
)


def main(arguments: list[str] | None = None) -> int:
    """Print what was found; 0 when all of it holds, 1 when not or when a file cannot be read."""
    chosen = _parser().parse_args(arguments)
    if chosen.command == "fsck":
        # Only here: verifying offline needs no database.
        return int(import_module("registry.proofs.commands").recompute())
    language = Language(chosen.lang)
    try:
        bundle = Bundle.read(Path(chosen.bundle).read_bytes())
        policy = parse_policy(Path(chosen.policy).read_text("utf-8"))
    except Refusal as refusal:
        print(refusal.messages[language], file=sys.stderr)
        return 1
    except (OSError, UnicodeDecodeError) as failure:
        print(failure, file=sys.stderr)
        return 1
    began = time.perf_counter()
    report = verify(bundle, policy, chosen.at or clock.now())
    _print(report, bundle, language, (time.perf_counter() - began) * 1000)
    return 0 if report.is_verified else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m registry", description=__doc__)
    commands = parser.add_subparsers(required=True, dest="command", metavar="verify|fsck")
    check = commands.add_parser(
        "verify",
        help="离线核验标识证明 / verify a proof bundle offline",
        description="The policy holds the anchors (log key, node keys, accepted bodies). Get it "
        "once from /.well-known/tanbiao-policy.json and compare its keys out of band.",
    )
    check.add_argument("bundle", help="label-….tanbiao.zip, or the JSON form")
    check.add_argument("--policy", required=True, help="trust policy file")
    check.add_argument("--at", type=_moment, help="verify as of this moment (RFC 3339)")
    check.add_argument("--lang", choices=[language.value for language in Language], default="zh")
    commands.add_parser(
        "fsck", help="重算日志 / recompute the stored log of the database in DATABASE_URL"
    )
    return parser


def _moment(text: str) -> datetime:
    found = moment(text)
    if found is None:
        raise argparse.ArgumentTypeError(f"{_NO_MOMENT.zh} / {_NO_MOMENT.en}")
    return found


def _print(report: Report, bundle: Bundle, language: Language, took_ms: float) -> None:
    print(_head(report, bundle, language))
    for finding in report.findings:
        print(_line(finding, language))
    if report.is_verified:
        print(_PASSED.said_in(language).format(count=len(report.findings)))
    else:
        print(_FAILED.said_in(language).format(codes=", ".join(report.failures)))
    print(_TOOK.said_in(language).format(ms=took_ms))


def _head(report: Report, bundle: Bundle, language: Language) -> str:
    facts = parse_json(bundle.label)
    return _HEAD.said_in(language).format(
        label=dig(facts, "label_number"),
        value=dig(facts, "footprint", "value"),
        amount=dig(facts, "footprint", "per", "amount"),
        unit=dig(facts, "footprint", "per", "unit"),
        at=rfc3339(report.at.replace(microsecond=0)),
    )


def _line(finding: Finding, language: Language) -> str:
    question = finding.question.said_in(language)
    code = f" [{finding.code}]" if finding.outcome is Outcome.FAILED else ""
    return f"{_MARKS[finding.outcome]} {question} — {finding.sentence.said_in(language)}{code}"


if __name__ == "__main__":
    sys.exit(main())
