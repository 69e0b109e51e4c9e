"""Publication (+ Recording) -> files: one module for each format, one row in `FORMATS`."""
