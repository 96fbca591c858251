"""The checks of `segue deploy check`: readers of choices and of Google's APIs, and rules on what was read."""
