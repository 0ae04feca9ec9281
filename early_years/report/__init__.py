"""The report: pages that are written from the exported files and open from a file.

No figure is worked out here and no word about a figure is chosen: both stand in the
files. A page places what it reads, and every figure on it remembers the cell that it
came from.
"""
