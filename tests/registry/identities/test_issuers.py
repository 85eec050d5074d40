"""What bodies announce about their keys, and what is refused."""

import pytest

from registry.identities.usecases.issuers import IssuerDocumentChanged, IssuerDocumentUnfit


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
