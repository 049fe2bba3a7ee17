"""What each statement of the material is: its role, whether it is private, how the wish meets the employer.

Guards, engines and the ledger all read the material through this room, so that they agree on it.
"""
