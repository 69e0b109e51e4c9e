"""Patient cancer summaries, read once and published in every accessible edition."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("everyform")
except PackageNotFoundError:  # a checkout that was never installed
    __version__ = "0.0.0"
