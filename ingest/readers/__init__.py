"""One file per format: bytes to sections or passages, with the place kept."""
