"""The page in the browser: ``streamlit run app.py`` or ``simulator app``."""

from simulator.web.site import show

show()
