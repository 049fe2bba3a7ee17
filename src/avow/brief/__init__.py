"""From what a person gives to a Brief."""
