"""Document x Edition -> Document in other words; owns gettext."""
