"""What the guide costs, measured in one run: `make bench`. Numbers are printed, never asserted."""
