"""What ``import simulator`` offers: questions, and answers that print, draw and convert.

Regions and scenarios are given by name, by path or as objects. Every answer is a
:class:`~simulator.api.result.Result`: ``print`` shows what the command line shows, a notebook
shows what the page shows, and ``records`` and ``to_…`` give the full digits.
"""
