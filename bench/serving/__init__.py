"""How one instance answers, from process start, warm, crowded and while its model is swapped."""
