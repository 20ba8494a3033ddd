"""What a person made, in a file for another computer; and copies of the catalogue, to go back to."""
