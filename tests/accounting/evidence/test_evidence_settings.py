"""Where evidence is kept: one place, named in full, and reached safely in production."""

import pytest
from pydantic import ValidationError

from accounting.evidence.settings import KeepsEvidence
from accounting.evidence.store.bucket import EvidenceBucket
from accounting.evidence.store.folder import EvidenceFolder

COMMON = {
    "database_url": "postgresql://a:a-long-database-password@db/a?sslmode=verify-full",
    "public_url": "https://x",
}
BUCKET = {
    "evidence_s3_endpoint": "https://objects.example",
    "evidence_s3_bucket": "evidence",
    "evidence_s3_access_key": "tanbiao",
    "evidence_s3_secret_key": "a-long-enough-secret",
}


def settings(**more: object) -> KeepsEvidence:
    return KeepsEvidence(**{**COMMON, **more})


def test_a_bucket_or_a_folder_keeps_evidence_or_nothing_does(tmp_path):
    assert isinstance(settings(**BUCKET).evidence_files(), EvidenceBucket)
    assert isinstance(settings(evidence_dir=tmp_path).evidence_files(), EvidenceFolder)
    assert settings().evidence_files() is None


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"evidence_dir": "/data"}, "EVIDENCE_DIR and EVIDENCE_S3_ENDPOINT are both set"),
        ({"evidence_s3_endpoint": "http://objects.example"}, "must be an https address"),
        ({"evidence_s3_endpoint": None}, "EVIDENCE_S3_BUCKET needs EVIDENCE_S3_ENDPOINT"),
        ({"evidence_s3_bucket": None}, "needs EVIDENCE_S3_BUCKET"),
        ({"evidence_s3_access_key": None}, "EVIDENCE_S3_ACCESS_KEY"),
        ({"evidence_s3_secret_key": None}, "EVIDENCE_S3_SECRET_KEY"),
        ({"evidence_s3_secret_key": "guessable"}, "EVIDENCE_S3_SECRET_KEY needs a secret"),
    ],
)
def test_production_does_not_start_with(change, named):
    with pytest.raises(ValidationError, match=named):
        settings(**{**BUCKET, **change})


def test_development_may_speak_plain_http():
    plain = {**BUCKET, "evidence_s3_endpoint": "http://127.0.0.1:9000"}

    assert settings(environment="development", **plain).evidence_files() is not None


def test_a_secret_is_shown_nowhere():
    found = settings(**BUCKET)

    assert "a-long-enough-secret" not in repr(found)
    assert "a-long-enough-secret" not in repr(found.evidence_files())
