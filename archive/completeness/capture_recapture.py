"""Capture and recapture: how many there are in all, from two lists that know nothing of each other.

Chapman, D. G. (1951): Some properties of the hypergeometric distribution with applications to zoological sample
censuses. Robson, D. S., and Regier, H. A. (1964): Sample size in Petersen mark-recapture experiments. Seber, G. A. F.
(1970): The effects of trap response on tag recapture estimates. Chao, A. (1987): Estimating the population size for
capture-recapture data with unequal catchability.
"""

import math

FEWEST_IN_BOTH = 7  # Robson & Regier: from here on the bias of Chapman's estimator is negligible
NORMAL_95 = 1.96


def chapman(first: int, second: int, both: int) -> tuple[int, int, int]:
    """How many there are in all, given two independent lists and what both hold: estimate, and 95 % interval.

    N = (n1 + 1)(n2 + 1) / (m + 1) - 1 (Chapman 1951), its variance by Seber (1970). The interval is log-normal around
    the number on neither list (Chao 1987), so that it never falls below what is known to be there.
    """
    seen = first + second - both
    estimate = (first + 1) * (second + 1) / (both + 1) - 1
    unseen = estimate - seen
    if unseen <= 0:
        return seen, seen, seen
    variance = (first + 1) * (second + 1) * (first - both) * (second - both) / ((both + 1) ** 2 * (both + 2))
    spread = math.exp(NORMAL_95 * math.sqrt(math.log(1 + variance / unseen**2)))
    return round(estimate), math.floor(seen + unseen / spread), math.ceil(seen + unseen * spread)
