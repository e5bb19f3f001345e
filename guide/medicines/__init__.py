"""How a medicine acts, step by step from the pill to the person, and the states of figures that take-aways open."""
