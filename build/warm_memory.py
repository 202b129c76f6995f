"""Memory that lay idle, a virtual computer gives back to its host, and gets it again at a fifth of the usual speed.

Which run that hits is chance. So as much as a measured run is about to need is touched, and set free, before it starts.
"""

import mmap
import sys

import psutil

SIZE = 4 << 30  # bytes; more than any measured run fills with its own


def warm_memory() -> None:
    if sys.platform == "linux":
        flags = mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | mmap.MAP_POPULATE
        mmap.mmap(-1, min(SIZE, psutil.virtual_memory().available // 2), flags).close()
