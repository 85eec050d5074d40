"""Owns the forms of one label for programs: data, credential, proof, links.

Never adds a fact that the label lacks.
"""
