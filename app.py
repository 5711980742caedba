"""The page in the browser: ``streamlit run app.py`` or ``simulator app``."""

from simulator.threads import one_thread

one_thread()

from simulator.web.site import show  # noqa: E402  (NumPy reads the setting once, when imported)

show()
