"""Where `python -m development VERB` starts, from the root of the project."""

import sys

from early_years.__main__ import start

if __name__ == "__main__":
    sys.exit(start("development"))
