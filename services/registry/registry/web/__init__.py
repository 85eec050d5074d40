"""The public pages: templates, their texts, their style and the script that verifies anew."""
