"""Our cases and scorers in other harnesses. Each imports its package only when used.

inspect_ai.py   a Task for Inspect AI (extra `inspect`)
promptfoo.py    a YAML configuration and CSV tests for promptfoo
"""
