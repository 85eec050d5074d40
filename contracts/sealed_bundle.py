"""The schema of a sealed bundle in interface documents: who gives one away describes it alike."""

BUNDLE = {
    "type": "object",
    "description": "As contracts/sealed describes it; its bytes are what the seal is over.",
    "properties": {
        "document": {"type": "object", "description": "The calculation with all it rests on."},
        "seal": {"type": "string", "description": "SHA-256 of the document, in hex digits."},
    },
    "required": ["document", "seal"],
}
