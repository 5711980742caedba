"""Tasks that a process of a pool can be given: it must find them by the name of a module."""

import os
import threading


def obey(task, _shared, tell):
    """Do what the first word of a task says."""
    word, *rest = task
    if word == "say":
        return rest[0]
    if word == "tell":
        tell(rest[0])
        return "told"
    if word == "die":
        os._exit(1)
    threading.Event().wait()
    return None
