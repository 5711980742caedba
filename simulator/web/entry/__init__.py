"""The script that the server runs.

It stands apart from ``simulator/web/pages``: a folder of that name beside a script is taken for
pages to show by themselves, and the first visitor of a server, on any but the first page, was then
told that there is none of that name.
"""
