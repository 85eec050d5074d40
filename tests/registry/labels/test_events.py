"""What the registry refuses to take note of, and that nothing half-done remains."""

import pytest

from registry.labels.domain.label import LabelNumberImpossible
from registry.labels.usecases.registrations import CertificateUnknown
from registry.status.domain.status_list import StatusIndexOutOfRange
from tests.registry.labels.test_sequencer import suspended
from tests.registry.samples import sample_product


async def test_a_status_change_of_an_unknown_certificate_is_refused(registry, body):
    with pytest.raises(CertificateUnknown):
        await registry.receives(suspended(body.certificate()))

    assert await registry.publishes() == []


async def test_a_place_outside_the_status_list_is_refused(registry, body):
    with pytest.raises(StatusIndexOutOfRange):
        await registry.receives(body.certificate(status_index=131_072))


async def test_a_refused_certificate_takes_no_number(registry, body):
    with pytest.raises(LabelNumberImpossible):
        await registry.receives(body.certificate(product=sample_product(cpc="471")))

    [issued] = await registry.publishes(body.keys_changed(), body.certificate())
    assert issued.label_number[17:22] == "00001"


async def test_two_certificates_cannot_share_a_place_in_the_status_lists(registry, body):
    await registry.receives(body.certificate(status_index=7))

    with pytest.raises(Exception, match="status_index"):
        await registry.receives(body.certificate(status_index=7))
