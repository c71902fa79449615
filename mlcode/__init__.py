"""What the chapters of the book Literate Machine Learning build."""

__version__ = "0.1.0"
