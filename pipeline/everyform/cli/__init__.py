"""The street door: arguments, environment, clock, terminal and exit code; nothing else."""

from everyform.cli.commands import main

__all__ = ["main"]
