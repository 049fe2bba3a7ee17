"""An evaluation told: as a table, as JUnit XML, CSV, Markdown, and one self-contained page.

All text of briefs, answers and models is untrusted here: each writer escapes it for its own format.
"""
