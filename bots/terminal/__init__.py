"""The command `ketenwijzer`."""
