"""Synthetic children: extracts that have the shape of real ones and harm nobody.

Every row says is_synthetic true. The same plan gives the same bytes.
"""

from development.synthetic.birmingham import generate_birmingham
from development.synthetic.cities import CitySpec, Truth, generate_cities

__all__ = ["CitySpec", "Truth", "generate_birmingham", "generate_cities"]
