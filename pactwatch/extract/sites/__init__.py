"""What is known of single publishers' pages: small tables by host, each optional, each with the dates it holds for.

A rule only adds certainty: pages without one are read by what they say of themselves, and a rule whose places are not
found on a page is left aside. The tables lie beside this file, one for each publisher; docs/extraction.md says how to
write one.
"""

from pactwatch.extract.sites.fit import Fitted, fit
from pactwatch.extract.sites.table import Rule, read_table, rule_for

__all__ = ["Fitted", "Rule", "fit", "read_table", "rule_for"]
