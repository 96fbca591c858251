"""Time of an answer at full size: retrieval, ranking and selection, without HTTP and names."""
