"""What is uploaded of a function: its folder, what it imports of `shared/`, and its pinned requirements."""
