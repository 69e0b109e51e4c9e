"""`python -m everyform` is `everyform`."""

from everyform.cli import main

main()
