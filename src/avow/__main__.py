"""`python -m avow`: the command line, for places where the `avow` script is not on the path."""

from avow.cli import main

main()
