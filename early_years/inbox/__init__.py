"""The inbox: a folder in which files are put down, and which the tool empties.

What lies where, folders says; arrivals says when a file has come whole; watching
lands what has arrived and has it published.
"""
