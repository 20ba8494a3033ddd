"""What a person sees at the very first start."""
