"""How fast the nearest vectors are found, beside five libraries, at the same recall."""
