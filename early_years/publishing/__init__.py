"""Publishing: what passed is put where readers look, as a whole and in one step."""
