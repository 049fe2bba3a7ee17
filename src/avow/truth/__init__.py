"""The law of the product in code: what an answer may claim, given its material.

`evidence` indexes the material by owner; `slots` (numbers, names) and `marks` (credentials, titles,
commitments, history of wanting, claims about the employer, denied things) find what code alone can prove
unsupported; `claims` cuts an answer into checkable clauses and orders them by risk; `verify` asks a model.
"""
