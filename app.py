"""The page in the browser: ``streamlit run app.py`` or ``simulator app``.

This is the server; what it shows is the script ``simulator/web/entry/page.py``.
"""

from simulator.threads import one_thread

one_thread()

from starlette.middleware import Middleware  # noqa: E402  (NumPy reads the setting once)
from streamlit.starlette import App  # noqa: E402

from simulator.web.callers import OwnPagesOnly  # noqa: E402
from simulator.web.late import drop_what_is_late  # noqa: E402
from simulator.web.opening import Opening  # noqa: E402
from simulator.web.packed import PAGE, Packed  # noqa: E402
from simulator.web.unsent import keep_unsent  # noqa: E402

keep_unsent()
drop_what_is_late()
app = App(PAGE, middleware=[Middleware(OwnPagesOnly), Middleware(Packed), Middleware(Opening)])
