"""`python -m bots.terminal`, the same as the command `ketenwijzer`."""

from bots.terminal.app import main

main()
