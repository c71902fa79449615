"""Runs pages in kernels, keeps what they printed, compares it with what was accepted."""
