"""What the registry refuses to take note of, and that nothing half-done remains."""

import pytest

from registry.domain.label import LabelNumberImpossible
from registry.domain.status_list import StatusIndexOutOfRange
from registry.usecases.register import (
    CertificateUnknown,
    IssuerDocumentChanged,
    IssuerDocumentUnfit,
)
from tests.registry.samples import sample_product
from tests.registry.test_sequencer import suspended


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


async def test_a_recorded_version_of_a_document_cannot_be_replaced(registry, body):
    await registry.receives(body.keys_changed(1))
    body.key = type(body)().key

    with pytest.raises(IssuerDocumentChanged):
        await registry.receives(body.keys_changed(1))


async def test_a_document_of_somebody_else_is_refused(registry, body):
    with pytest.raises(IssuerDocumentUnfit):
        await registry.receives(body.keys_changed(1, document='{"id":"did:web:else.example"}'))
    with pytest.raises(IssuerDocumentUnfit):
        await registry.receives(body.keys_changed(1, document="no document"))
