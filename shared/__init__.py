"""What two functions, or a function and training, both need."""
