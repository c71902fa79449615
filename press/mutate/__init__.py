"""Testing the checker: equations changed on purpose, which it must notice."""
