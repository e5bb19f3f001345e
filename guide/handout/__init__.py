"""What a person takes along, made from the guide."""
