"""avow turns a raw career aspiration into an answer you can say in an interview, and vouches for it.

The command line lives in `avow.cli`; from Python, load a brief with `avow.brief.load`, choose an engine
from `avow.engines`, and call `avow.pipeline.rewrite`.
"""

__version__ = "0.1.0"
