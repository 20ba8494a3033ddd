"""A server with a certificate of an own authority: trusted when that is named, and sent nothing when it is not."""

from __future__ import annotations

import datetime
import ipaddress
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.qdrant_stub import Stub, fails_when_closed, qdrant_stub
from vectorbeats_desktop.engine.remote import errors
from vectorbeats_desktop.engine.remote.server import QdrantServer

x509 = pytest.importorskip("cryptography.x509", reason="the keyring brings it on Linux only")


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with ca.pem, and the server's cert.pem and key.pem."""
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    folder = tmp_path_factory.mktemp("tls")
    now = datetime.datetime.now(datetime.UTC)

    def certificate(
        name: str, key: ec.EllipticCurvePrivateKey, signer: ec.EllipticCurvePrivateKey, *, ca: bool
    ) -> bytes:
        subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
        issuer = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "ca")])
        made = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(issuer)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - datetime.timedelta(days=1))
            .not_valid_after(now + datetime.timedelta(days=1))
            .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False)
            .add_extension(
                x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False
            )
        )
        if ca:
            usage = dict.fromkeys(
                ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement"),
                False,
            )
            made = made.add_extension(
                x509.KeyUsage(**usage, key_cert_sign=True, crl_sign=True, encipher_only=False, decipher_only=False),
                critical=True,
            )
        return bytes(made.sign(signer, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))

    root, own = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    (folder / "ca.pem").write_bytes(certificate("ca", root, root, ca=True))
    (folder / "cert.pem").write_bytes(certificate("stub", own, root, ca=False))
    plain = serialization.NoEncryption()
    encoded = own.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    (folder / "key.pem").write_bytes(encoded)
    return folder


@pytest.fixture
def stub(authority: Path) -> Iterator[Stub]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(authority / "cert.pem", authority / "key.pem")
    with qdrant_stub(context) as running:
        yield running


def test_an_authority_of_ones_own_is_trusted_when_it_is_named(stub: Stub, authority: Path) -> None:
    port = QdrantServer.reach(stub.address, "secret", authority=authority / "ca.pem")
    assert port.version() == "1.16.3"
    port.close()


def test_who_cannot_prove_who_it_is_is_sent_nothing(stub: Stub) -> None:
    port = QdrantServer.reach(stub.address, "secret")
    with pytest.raises(errors.RemoteUntrusted, match=r"remote\.authority"):
        port.version()
    assert stub.asked == []
    port.close()


def test_who_closes_it_does_not_wait_for_an_answer(stub: Stub, authority: Path) -> None:
    port = QdrantServer.reach(stub.address, "secret", authority=authority / "ca.pem")
    assert port.version() == "1.16.3"  # the next call takes the same connection
    assert isinstance(fails_when_closed(stub, port), errors.RemoteUnreachable)
