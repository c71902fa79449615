"""Deciding whether an equation holds: exactly in a field, at real points, for all sizes."""
