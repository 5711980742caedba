"""The script that the server runs for each visitor and each change."""

from simulator.threads import one_thread

one_thread()

from simulator.web.site import show  # noqa: E402  (NumPy reads the setting once, when imported)

show()
