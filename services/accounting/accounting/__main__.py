"""`recompute FILE` checks a seal offline, `upload FILE` sends data; the rest is for operators."""

import argparse
import sys
from importlib import import_module
from pathlib import Path

from accounting.calculations import commands as checking
from accounting.calculations.domain.sealing import Recomputation, recompute
from accounting.custody import commands as keeping
from accounting.evidence import commands as operators
from accounting.uploads import commands as sending
from chassis.refusals import Refusal


def main() -> int:
    """Exit status 0: the seal holds; 1: it does not, with every difference; 2: unreadable."""
    parser = argparse.ArgumentParser(prog="python -m accounting", description=__doc__)
    commands = parser.add_subparsers(required=True)
    command = commands.add_parser("recompute", help="compute a sealed bundle again and compare")
    command.add_argument("file", type=Path)
    command.add_argument("--seal", help="the seal that the certificate names")
    sending.add_to(commands)
    operators.add_to(commands)
    operators.add_audit_to(commands)
    keeping.add_to(commands)
    checking.add_to(commands)
    checking.add_putting_back_to(commands)
    arguments = parser.parse_args()
    if "upload" in arguments:
        return sending.run(arguments)
    if "action" in arguments:
        # Each subject declares which of its tables hold secrets; rotation walks all of them.
        import_module("accounting.routes")
        return operators.run(arguments)
    if "audit" in arguments:
        return operators.verify(arguments)
    if "bundle" in arguments:
        return checking.put_back(arguments)
    if "check" in arguments:
        return checking.run()
    if "backups" in arguments:
        return keeping.run(arguments)
    try:
        outcome = recompute(arguments.file.read_bytes())
    except (OSError, Refusal) as failure:
        print(_message(failure), file=sys.stderr)
        return 2
    return _report(outcome, arguments.seal)


def _report(outcome: Recomputation, expected: str | None) -> int:
    for difference in outcome.differences:
        print(f"{difference.path}: sealed {difference.sealed}, recomputed {difference.recomputed}")
    print(f"seal in the bundle       {outcome.claimed}")
    print(f"seal of the document     {outcome.actual}")
    print(f"seal of the recomputed   {outcome.recomputed}")
    if expected is not None:
        print(f"seal in the certificate  {expected}")
    holds = outcome.holds and expected in (None, outcome.claimed)
    print("seal equal 封存一致" if holds else "seal NOT equal 封存不一致")
    return 0 if holds else 1


def _message(failure: Exception) -> str:
    if isinstance(failure, Refusal):
        return "\n".join(failure.messages.values())
    return str(failure)


if __name__ == "__main__":
    sys.exit(main())
