"""Notebooks for Jupyter, Colab and Binder: the chapters in plain Markdown, with outputs."""
