"""Whether the pages of other sites that ours lead to still open; bounded in time and number.

`run` gathers the addresses, asks for the ones asked longest ago, and notes what came of it.
"""

from articles.link_check.running import Outcome, run

__all__ = ["Outcome", "run"]
