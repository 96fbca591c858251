"""Response times of one instance: from process start, warm, under load and during a model swap."""
