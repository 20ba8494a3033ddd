"""From a query to ranked, explained tracks: channels, fusion, hygiene."""
