"""Verdicts of the book's equations: gathered from runs, or from proof cells run alone."""
