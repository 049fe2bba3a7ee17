"""Measuring whether the product tells the truth, offline and comparably.

Everything here judges the product from outside: labels are made by hand, defects are planted by a generator
that knows nothing of the guards, and no scorer shares code with a guard's verdict.
"""
