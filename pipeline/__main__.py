"""`python -m pipeline` is `everyform`."""

from pipeline.cli import main

main()
