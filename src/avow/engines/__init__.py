"""Engines turn a request into a draft; `base` holds the one Protocol they follow.

`offline` needs nothing but the brief, `openai` asks a model at any endpoint of that protocol, `replay`
answers from recordings. Nothing is imported here: each engine is heavy in its own way.
"""
