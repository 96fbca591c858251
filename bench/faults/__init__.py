"""Fault injection: faults at the calls of every port, and a count of losses, duplicates and blocked messages.

`scenarios/` holds what is done, `kinds/` what goes wrong; a new one is a file in the folder and a line in its
`__init__.py`. `deployment.py` alone composes functions, ports and stores.
"""
