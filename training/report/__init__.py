"""The report on a training run: one self-contained HTML file of sections."""
