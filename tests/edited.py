"""Files of a pack, changed as someone would in an editor."""


def edit(path, before, after):
    """Replace the first place where a text stands in a file; it must stand there."""
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), "utf-8")
