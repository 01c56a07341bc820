"""`python -m web.cli`, the same as `aliados`."""

from web.cli import main

main()
