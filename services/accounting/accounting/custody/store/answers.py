"""First answers to repeated requests, which show trade secrets: kept encrypted like these."""

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.custody.domain.encryption import SecretPlace, decrypt, encrypt, key_of
from accounting.custody.store.vault import vault_of
from chassis.auth import Caller
from chassis.routing import Answers, idempotency_key


class ConcealedAnswers(Answers):
    """Encrypted under the key of whoever asked."""

    async def conceal(self, tx: AsyncConnection, caller: Caller, key: str, body: bytes) -> bytes:
        return encrypt(await vault_of(tx).current(tx, caller.org), _place(caller, key), body)

    async def reveal(self, tx: AsyncConnection, caller: Caller, key: str, body: bytes) -> bytes:
        """An answer from before encryption, gone within a week, is shown as it is."""
        if not is_concealed(body):
            return body
        id = key_of(body)
        return decrypt((await vault_of(tx).find(tx, [id]))[id], _place(caller, key), body)


def is_concealed(body: bytes) -> bool:
    """Neither JSON nor any file that is answered begins with this byte."""
    return body.startswith(b"\x01")


def _place(caller: Caller, key: str) -> SecretPlace:
    return SecretPlace(caller.org, idempotency_key.name, f"{caller.client}/{key}")
