"""The report on a training run: one HTML file of sections, to read in a browser or to send to somebody."""
