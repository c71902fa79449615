"""The verbs behind the Makefile: book, page, serve, test, bench."""
