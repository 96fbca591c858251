"""The signal that this process is asked to end: set by its server, looked at by long work between two steps."""

import threading

STOPPING = threading.Event()
"""Set when the process begins to shut down; cleared by a server that starts.

Work that ends early because of it raises Unavailable for what is left, so that its message is redelivered. Pass
`STOPPING.is_set` where work is wired; the work itself takes a `Callable[[], bool]`.
"""
