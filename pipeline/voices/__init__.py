"""Script -> Recording: one clip for each utterance, in exact lengths."""
