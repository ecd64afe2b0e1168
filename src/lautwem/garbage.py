"""How often a process that reads very many articles looks for garbage."""

import gc


def seldom() -> None:
    """What is loaded by now is looked through no more, and what comes is looked through seldom.

    Reading makes much and leaves hardly any garbage that only a search finds: with Python's
    thresholds of 700 and 10 it took 39 ms of an article, with these 36. What is never looked
    through stays shared between processes that are forked.
    """
    gc.set_threshold(20_000, 20, 50)
    gc.collect()
    gc.freeze()
