"""Answers over HTTP: the sections of the command line, for programs of the office.

The front (``app``) reads a request within bounds and hands it to a process of a bounded pool
(``pool``), which checks it with the readers of files, works the answer out (``answers``, ``work``)
and returns bytes. Long work is a job (``jobs``). What can be asked is declared once, in
``operations``; reader, OpenAPI and the index are made from it.
"""
