"""Recomputing the log notices what was changed behind its back."""

import pytest

from registry.proofs.usecases.fsck import fsck
from tests.registry.labels.test_crashes import as_owner, the_log_is_sound


async def test_fsck_notices_an_entry_that_was_changed_behind_the_registrys_back(
    registry, registry_urls, body
):
    await registry.publishes(body.keys_changed(), body.certificate())
    assert (await the_log_is_sound(registry)).checkpoints == 1
    await as_owner(registry_urls, "update log_leaf set entry = '{}' where log_index = 2")

    async with registry.database.transaction() as tx:
        found = await fsck(tx)

    assert any("signs another tree" in fault for fault in found.faults)
    assert any("Node(level=0, place=2)" in fault for fault in found.faults)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (
            "update label set certificate = jsonb_set(certificate, '{seal}', '\"forged\"')",
            "label N-",
        ),
        ("update status_list_issue set credential = 'other'", "status-list suspension#1"),
        ("update did_document set document = '{}' where did like '%bodies%'", "did-document did:"),
    ],
)
async def test_fsck_notices_a_public_record_that_is_not_what_was_logged(
    registry, registry_urls, body, change, named
):
    await registry.publishes(body.keys_changed(), body.certificate())
    await as_owner(registry_urls, change.replace("forged", "00" * 32))

    async with registry.database.transaction() as tx:
        found = await fsck(tx)

    assert found.faults
    assert any(fault.startswith(named) for fault in found.faults)


async def test_fsck_notices_leaves_that_no_checkpoint_covers(registry, registry_urls):
    await registry.sequences()
    await as_owner(registry_urls, "delete from checkpoint")

    async with registry.database.transaction() as tx:
        found = await fsck(tx)

    assert found.faults == ("no checkpoint covers all 3 leaves",)
