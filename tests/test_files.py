"""Files appear whole or not at all, whoever writes them at once."""

import os
import stat
import threading

import pytest

from simulator.files import whole_folder, write_whole


def test_of_two_writers_at_once_one_is_whole_and_nothing_else_is_left(tmp_path):
    path = tmp_path / "a.json"
    contents = [letter * 300_000 for letter in "abcd"]
    writers = [threading.Thread(target=write_whole, args=(path, c)) for c in contents * 5]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert path.read_text("utf-8") in contents
    assert list(tmp_path.iterdir()) == [path]


def test_what_cannot_be_written_leaves_what_was_there(tmp_path, monkeypatch):
    path = tmp_path / "a.json"
    write_whole(path, "before")

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(path, "after")
    assert path.read_text("utf-8") == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_every_name_that_a_disk_takes_can_be_written_and_others_may_read_it(tmp_path):
    path = tmp_path / ("a" * 250 + ".csv")
    write_whole(path, b"1")
    usual = tmp_path / "usual"
    usual.touch()
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE(usual.stat().st_mode)


def test_a_folder_takes_its_name_only_when_it_is_filled(tmp_path):
    def broken_off():
        with whole_folder(tmp_path / "a") as part:
            write_whole(part / "one", "1")
            raise KeyError

    with pytest.raises(KeyError):
        broken_off()
    assert list(tmp_path.iterdir()) == []
    with whole_folder(tmp_path / "a") as part:
        write_whole(part / "one", "1")
        assert not (tmp_path / "a").exists()
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["one"]
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
