"""What is told and drawn of a track wherever one is looked at: its facts, its mood, its melody."""
