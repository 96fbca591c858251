"""What is uploaded of a function, and running that alone with its pinned requirements."""
