"""Runs a program and writes what it cost as JSON. Node cannot tell what a child has used; wait4(2) can.

Usage: measure.py <file for the result> <program> [argument...]
"""

import json
import os
import sys
import time

result, program, *arguments = sys.argv[1:]
start = time.perf_counter()
pid = os.posix_spawnp(program, [program, *arguments], os.environ)
_, status, usage = os.wait4(pid, 0)
seconds = time.perf_counter() - start
# Bytes on macOS, kibibytes elsewhere.
unit = 1 if sys.platform == "darwin" else 1024
with open(result, "w", encoding="utf-8") as file:
    json.dump(
        {
            "status": os.waitstatus_to_exitcode(status),
            "wall": seconds * 1e3,
            "cpu": (usage.ru_utime + usage.ru_stime) * 1e3,
            "memory": usage.ru_maxrss * unit / 1e6,
        },
        file,
    )
