"""Exercises: starters made from solutions, and the proof that checks can tell."""
