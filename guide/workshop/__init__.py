"""Rooms in which phones follow a talk and answer closed questions. A room knows no names: only random ids that a browser made up for itself."""
