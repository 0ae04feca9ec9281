"""Reading the tables of publishers as they publish them."""
