"""Very many articles: the same ``read()``, on all cores of a machine or on a cluster.

Articles are first cut into parts, files of a few hundred (``staging``). A part is the unit of
work: one process reads it and writes its rows of every table (``child``), a mark says that it is
done (``folder``). What was killed is done again, under the same names: nothing is lost or doubled.
``engine`` spreads parts over processes and machines, ``run`` holds all together.
"""
