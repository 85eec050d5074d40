"""Certification: applications, the fixed steps, decisions, certificates and signatures."""
