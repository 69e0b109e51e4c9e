"""Bad bytes for every reader of foreign bytes; what was found is kept in `found/`."""
