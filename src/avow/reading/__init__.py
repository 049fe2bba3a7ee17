"""What each statement of the material is: its role, whether it is private, how the wish meets the employer.

Guards, engines and the ledger all read the material through this room, so that they agree on it.

    text into thoughts     segments (boundaries, dialect) → soft → classify (kinds, attitude) → roles
    wishes                 wishes → complement
    words into speech      shorthand → mending (wording, counting, commas, agreement) → sayable → repair
    grammar                tagger · nouns · fluency · tense
    what they bring        facts, posts, degrees, credentials, titles (résumé lines) · spoken (clauses)
    what is not said       private (patterns) · planted · reframe
    the employer           company · fit
    what to ask            asking
"""
