"""How a talk moves: one file per flow, each a pure function from what was said to what is answered."""
