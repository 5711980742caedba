"""How the site is made of these pages: Sphinx, MyST, furo; nothing of it asks the network."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

import simulator

project = "Simulator for social insurance"
author = "The authors of the simulator"
version = release = simulator.__version__
language = "en"

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "mathml",
    "declared",
    "commands",
    "pictures",
    "api",
    "languages",
]
exclude_patterns = ["_build"]
suppress_warnings = ["config.cache"]

myst_enable_extensions = ["colon_fence", "deflist", "dollarmath", "fieldlist"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented_params"
napoleon_google_docstring = False

html_math_renderer = "mathml"
html_theme = "furo"
html_title = "Mô phỏng BHXH · SI simulator"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_show_sourcelink = False
html_copy_source = False
# What a page says is fetched for the summary, which no browser allows from a disk.
html_show_search_summary = False
html_show_copyright = False
pygments_style = "friendly"
