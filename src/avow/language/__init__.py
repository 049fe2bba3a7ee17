"""Pure analysis of English text: no policy, no verdicts, nothing about interviews.

`words` (forms, lemmas, stems) → `tokens` → `sentences` → `quantities`, `names`, `clauses`;
`analysis.analyse(text)` puts them together once per text and remembers the result.
Every function is linear in the length of its text.
"""
