"""Kafka's AlterUserScramCredentials (KIP-554), which aiokafka lacks: sets users' passwords.

Sent over an ordinary connection, so that no Java program has to be started for it.
"""

import hashlib
import os
from collections.abc import Mapping

from aiokafka.protocol.api import Request, RequestStruct, Response
from aiokafka.protocol.types import (
    CompactArray,
    CompactBytes,
    CompactString,
    Int8,
    Int16,
    Int32,
    Schema,
    TaggedFields,
)

SCRAM_SHA_512 = 2
ITERATIONS = 8192
NO_TAGS: dict[int, bytes] = {}


class AlterUserScramCredentialsResponse(Response):  # type: ignore[misc] # No types in aiokafka.
    """One result per user; error code 0 means done."""

    API_KEY = 51
    API_VERSION = 0
    SCHEMA = Schema(
        ("throttle_time_ms", Int32),
        (
            "results",
            CompactArray(
                ("user", CompactString()),
                ("error_code", Int16),
                ("error_message", CompactString()),
                ("tags", TaggedFields),
            ),
        ),
        ("tags", TaggedFields),
    )


class AlterUserScramCredentialsRequest(RequestStruct):  # type: ignore[misc] # No types in aiokafka.
    """The wire form; passwords travel salted and hashed."""

    FLEXIBLE_VERSION = True
    API_KEY = 51
    API_VERSION = 0
    RESPONSE_TYPE = AlterUserScramCredentialsResponse
    SCHEMA = Schema(
        (
            "deletions",
            CompactArray(("name", CompactString()), ("mechanism", Int8), ("tags", TaggedFields)),
        ),
        (
            "upsertions",
            CompactArray(
                ("name", CompactString()),
                ("mechanism", Int8),
                ("iterations", Int32),
                ("salt", CompactBytes),
                ("salted_password", CompactBytes),
                ("tags", TaggedFields),
            ),
        ),
        ("tags", TaggedFields),
    )


class SetScramPasswords(Request[AlterUserScramCredentialsRequest]):  # type: ignore[misc] # No types in aiokafka.
    """Creates users or changes their passwords."""

    API_KEY = 51

    def __init__(self, passwords: Mapping[str, str]) -> None:
        self._passwords = passwords

    def build(
        self, request_struct_class: type[AlterUserScramCredentialsRequest]
    ) -> AlterUserScramCredentialsRequest:
        rows = [_upsertion(name, password) for name, password in self._passwords.items()]
        return request_struct_class([], rows, NO_TAGS)


def _upsertion(name: str, password: str) -> tuple[str, int, int, bytes, bytes, dict[int, bytes]]:
    salt = os.urandom(24)
    salted = hashlib.pbkdf2_hmac("sha512", password.encode(), salt, ITERATIONS)
    return name, SCRAM_SHA_512, ITERATIONS, salt, salted, NO_TAGS
