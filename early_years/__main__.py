"""Where `python -m early_years VERB` starts.

Any Python must be able to read this file, also one that is far too old, so that it can
say so in plain words: nothing but the standard library, and no syntax newer than the
message, so types are comments. The rest of the package is imported after the version
has been checked.
"""

import os
import sys

OLDEST = (3, 11)
NEWEST = (3, 13)


def version_complaint(version, executable):
    # type: (tuple, str | None) -> str | None
    """Say what is wrong with a Python, or return None when it will do.

    version is (major, minor, ...), executable the path of that Python.
    """
    if OLDEST <= tuple(version[:2]) <= NEWEST:
        return None
    return (
        "Early years needs Python {0}.{1}, 3.12 or {2}.{3}.\n"
        "Found Python {4}.{5} at {6}.\n"
        "Install one of those versions and start again with it, for example\n"
        "  make build PYTHON=python3.12      (Linux, macOS)\n"
        "  py -3.12 -m early_years build     (Windows)"
    ).format(*(OLDEST + NEWEST + tuple(version[:2]) + (executable or "unknown",)))


def start(module="early_years"):
    # type: (str) -> int
    """Check the Python, go to the project's root and run the verb of a module."""
    complaint = version_complaint(sys.version_info, sys.executable)
    if complaint:
        sys.stderr.write(complaint + "\n")
        return 1
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    # Relative paths, the database's included, are read from the working directory.
    os.chdir(root)
    # Started as a folder (`python path/to/early_years`), Python puts the package itself
    # on the path, and its modules would hide others of the same name.
    sys.path[0] = root
    from importlib import import_module

    from early_years import bootstrap

    program = import_module(module + ".verbs").PROGRAM
    return bootstrap.main(program, sys.argv[1:], root)


if __name__ == "__main__":
    sys.exit(start())
