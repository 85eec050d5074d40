"""The database proves who it is: Debian's server, as the one of the tests speaks no TLS."""

import asyncio
import ipaddress
import ssl
import subprocess
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from sqlalchemy import text

from chassis.database import Database
from tests.support.folders import server_folder
from tools.local.process import free_port
from tools.local.system_user import SystemUser, server_user

Encrypted = Callable[..., Awaitable[bool]]
PASSWORD = "correct-horse-battery"
PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))


@dataclass(frozen=True)
class Authority:
    """Signs certificates for the addresses that it is told."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @classmethod
    def new(cls) -> "Authority":
        key = ec.generate_private_key(ec.SECP256R1())
        return cls(key, signed("authority", key, key, "authority", None))

    def issue(self, address: str) -> tuple[bytes, bytes]:
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = signed("authority", self.key, key, "database", address)
        form = serialization.PrivateFormat.PKCS8
        private = key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption())
        return certificate.public_bytes(serialization.Encoding.PEM), private


def signed(
    issuer: str,
    with_key: ec.EllipticCurvePrivateKey,
    key: ec.EllipticCurvePrivateKey,
    subject: str,
    address: str | None,
) -> x509.Certificate:
    now = datetime.now(UTC)
    names = [x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, n)]) for n in (issuer, subject)]
    draft = (
        x509.CertificateBuilder(names[0], names[1], key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.BasicConstraints(ca=address is None, path_length=None), critical=True)
    )
    if address:
        of = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(address))])
        draft = draft.add_extension(of, critical=False)
    return draft.sign(with_key, hashes.SHA256())


class Server:
    """Debian's PostgreSQL with a certificate for 127.0.0.1."""

    def __init__(self, folder: Path, user: SystemUser) -> None:
        self.folder, self.user, self.port = folder, user, free_port()
        self.programs = PROGRAMS[-1].parent
        self.authority, self.other = Authority.new(), Authority.new()
        for name, one in (("ca", self.authority), ("other", self.other)):
            pem = one.certificate.public_bytes(serialization.Encoding.PEM)
            (folder / f"{name}.crt").write_bytes(pem)

    def initialise(self) -> None:
        data = self.folder / "data"
        self.user.give_folder(data)
        word = self.folder / "password"
        word.write_text(PASSWORD)
        self.user.give(word)
        command = ["initdb", "-D", str(data), "-U", "tester", "--auth=scram-sha-256"]
        log = self.folder / "initdb.log"
        program = str(self.programs / command[0])
        assert self.user.run([program, *command[1:], f"--pwfile={word}"], log) == 0, log.read_text()
        self.present("127.0.0.1")

    def present(self, address: str) -> None:
        """Have a certificate for an address."""
        for name, pem in zip(
            ("server.crt", "server.key"), self.authority.issue(address), strict=True
        ):
            file = self.folder / "data" / name
            file.write_bytes(pem)
            file.chmod(0o600)
            self.user.give(file)

    def start(self) -> subprocess.Popen[bytes]:
        options = {"port": self.port, "ssl": "on", "listen_addresses": "127.0.0.1"}
        given = [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
        command = [str(PROGRAMS[-1]), "-D", str(self.folder / "data"), *given]
        other = self.user.uid >= 0
        return subprocess.Popen(
            [*command, "-c", "unix_socket_directories="],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            user=self.user.uid if other else None,
            group=self.user.gid if other else None,
            extra_groups=[] if other else None,
            cwd="/",
        )

    def url(self, query: str, host: str = "127.0.0.1") -> str:
        return f"postgresql://tester:{PASSWORD}@{host}:{self.port}/postgres?{query}"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    assert PROGRAMS, "`make database` installs Debian's PostgreSQL"
    with server_folder() as folder:
        server = Server(folder, server_user(folder / "data", say=print))
        server.initialise()
        process = server.start()
        try:
            yield server
        finally:
            process.terminate()
            process.wait()


@pytest.fixture
async def encrypted(server: Server) -> Encrypted:
    """Whether a connection with such a query is encrypted."""

    async def found(query: str, host: str = "127.0.0.1") -> bool:
        database = Database(server.url(query, host))
        try:
            async with asyncio.timeout(20), database.transaction() as tx:
                sql = "select ssl from pg_stat_ssl where pid = pg_backend_pid()"
                return bool(await tx.scalar(text(sql)))
        finally:
            await database.close()

    async with asyncio.timeout(60):
        while True:
            try:
                await found("sslmode=disable")
                break
            except OSError:
                await asyncio.sleep(0.05)
    return found


async def test_a_database_that_proves_who_it_is_is_believed(server, encrypted):
    root = f"sslrootcert={server.folder}/ca.crt"

    assert await encrypted(f"sslmode=verify-full&{root}")
    assert await encrypted(f"sslmode=verify-ca&{root}", host="localhost")
    assert await encrypted("sslmode=require")
    assert not await encrypted("sslmode=disable")


async def test_a_certificate_of_another_authority_is_not_believed(server, encrypted):
    for mode in ("verify-full", "verify-ca"):
        with pytest.raises(ssl.SSLCertVerificationError):
            await encrypted(f"sslmode={mode}&sslrootcert={server.folder}/other.crt")
        with pytest.raises(ssl.SSLCertVerificationError):
            await encrypted(f"sslmode={mode}")


async def test_a_certificate_for_another_address_is_not_believed(server, encrypted):
    with pytest.raises(ssl.SSLCertVerificationError, match="localhost"):
        await encrypted(f"sslmode=verify-full&sslrootcert={server.folder}/ca.crt", host="localhost")


async def test_what_listens_beside_the_pool_is_encrypted_too(server, encrypted):
    database = Database(server.url(f"sslmode=verify-full&sslrootcert={server.folder}/ca.crt"))
    async with database.session() as connection:
        sql = "select ssl from pg_stat_ssl where pid = pg_backend_pid()"
        assert await connection.fetchval(sql) is True
    await database.close()


async def test_a_server_without_tls_is_refused_by_whoever_demands_it(postgres):
    database = Database(f"{postgres.admin_url}?sslmode=verify-full")

    with pytest.raises(ConnectionError, match="SSL"):
        await database.check()
    await database.close()


def test_an_unknown_mode_is_refused():
    with pytest.raises(ValueError, match="verify-ful"):
        Database("postgresql://a@b/c?sslmode=verify-ful")
