"""The schema of mutual recognition, revision by revision."""
