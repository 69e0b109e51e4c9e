"""Document x Edition -> Document in other words; owns gettext and the catalogs."""

from pipeline.editions.editions import available, load_edition

__all__ = ["available", "load_edition"]
