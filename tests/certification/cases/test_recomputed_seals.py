"""A footprint verification rests on the seal that was recomputed."""

from uuid import UUID

import pytest

from certification.cases.domain.application import (
    RecomputedSealMissing,
    SealDoesNotMatch,
    check_recomputed,
)
from certification.cases.domain.procedure import Outcome, Step, StepRecord
from tests.certification.samples import (
    MAY_4,
    SEAL,
    footprint,
)


def verification(seal, outcome=Outcome.PASSED):
    return StepRecord(Step.FOOTPRINT_VERIFICATION, outcome, "wang", "复算", (), MAY_4, seal)


@pytest.mark.clause("C20")
def test_a_verification_passes_only_on_the_sealed_value():
    sealed = footprint(UUID(int=1))

    check_recomputed(verification(SEAL), sealed)
    with pytest.raises(SealDoesNotMatch):
        check_recomputed(verification("0" * 64), sealed)
    with pytest.raises(RecomputedSealMissing):
        check_recomputed(verification(None), sealed)


def test_a_failed_verification_need_not_name_a_seal():
    assert check_recomputed(verification(None, Outcome.FAILED), footprint()) is None
