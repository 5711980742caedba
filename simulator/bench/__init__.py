"""How fast the program is, as ratios of what is measured beside it in the same run.

``measuring`` (how time and memory are taken), ``engine``, ``peers``, ``jobs``, ``growth``,
``cluster`` (what is measured, each a group of rows), ``section`` (the table).
"""
