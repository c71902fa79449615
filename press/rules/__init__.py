"""What the page guide makes checkable."""
