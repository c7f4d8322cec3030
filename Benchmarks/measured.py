"""python3 measured.py REPORT COMMAND …: runs it and writes its own CPU seconds and peak memory (KB) into REPORT.

Linux counts what the parent had in memory into a child's peak, so this small process stands between.
"""
import os
import sys

child = os.spawnvp(os.P_NOWAIT, sys.argv[2], sys.argv[2:])
_, status, used = os.wait4(child, 0)
with open(sys.argv[1], 'w') as report:
    report.write(f'{used.ru_utime + used.ru_stime} {used.ru_maxrss}')
sys.exit(os.waitstatus_to_exitcode(status))
