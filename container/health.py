"""The health check of the container: exit with 0 if what it serves, everything or one function, is ready."""

import os
from urllib.request import urlopen

if __name__ == "__main__":
    with urlopen(f"http://127.0.0.1:{os.environ.get('PORT', '8080')}/health", timeout=4) as answer:
        answer.read()
