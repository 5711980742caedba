"""A bare Debian 12 with python3 and git, in which the two commands of the README are run.

python tools/bare_machine.py FOLDER [--keep]   as root; FOLDER must not exist; takes half an hour

Needs Debian's package debootstrap. Where packages come from is what this machine's own apt and pip
are set to; nothing else of it is in the root. The last committed state is what is tried.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parent.parent
SUITE = "bookworm"
COMMANDS = ("./start simulator run status_quo resolution", "./start test")
TAKEN_FROM_PIP = ("index-url", "proxy", "cert", "trusted-host")
MOUNTS = ("proc", "sys", "dev", "dev/shm")
"""Seen in the root while a command runs, in a mount namespace of the command's own: whoever removes
the folder, whenever, removes no device of this machine."""


def said(*command: str) -> str:
    """Return what a command prints."""
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def sources() -> list[tuple[str, str]]:
    """Return (address, release) of this machine's Debian packages, the suite itself first."""
    lines = said(
        *("apt-get", "indextargets", "--format", "$(SITE) $(RELEASE) $(COMPONENT)"),
        "Created-By: Packages",
    ).splitlines()
    found = dict.fromkeys(tuple(line.split()) for line in lines)
    ours = [
        (site, release)
        for site, release, part in found
        if part == "main" and release.startswith(SUITE)
    ]
    return sorted(ours, key=lambda entry: entry[1] != SUITE)


def make(folder: Path) -> None:
    """Make the root."""
    taken = sources()
    if not taken:
        sys.exit(f"apt of this machine knows no packages of {SUITE}")
    subprocess.run(
        [
            "debootstrap",
            "--variant=minbase",
            "--include=python3,git,ca-certificates",
            SUITE,
            str(folder),
            taken[0][0],
        ],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    text = "".join(f"deb {site} {release} main\n" for site, release in taken)
    (folder / "etc/apt/sources.list").write_text(text, encoding="utf-8")
    (folder / "etc/apt/apt.conf.d/90machine").write_text(
        "\n".join(
            line
            for line in said("apt-config", "dump").splitlines()
            if line.startswith(("Acquire::http", "Acquire::https"))
        )
        + "\n",
        encoding="utf-8",
    )
    for path in (Path("/etc/resolv.conf"), Path("/etc/hosts"), *certificates()):
        shutil.copy(path, folder / path.relative_to("/"))
    target = folder / "root/simulator"
    subprocess.run(["git", "clone", "-q", "--no-local", str(ROOT), str(target)], check=True)


def pip_settings() -> dict[str, str]:
    """Return what pip of this machine is set to, as variables."""
    pip = shutil.which("pip3") or shutil.which("pip")
    found: dict[str, str] = {}
    for line in said(pip, "config", "list").splitlines() if pip else ():
        key, _, value = line.partition("=")
        name = key.rpartition(".")[2]
        if name in TAKEN_FROM_PIP:
            found["PIP_" + name.upper().replace("-", "_")] = value.strip("'")
    return found


def certificates() -> Iterable[Path]:
    """Return the certificates that this machine trusts."""
    bundle = Path("/etc/ssl/certs/ca-certificates.crt")
    return [bundle] if bundle.is_file() else []


def run(folder: Path, command: str) -> tuple[int, float]:
    """Run a command in the root, as root, with nothing of this machine's environment."""
    kept = {k: v for k, v in os.environ.items() if k.lower().endswith("_proxy")}
    stated = {
        "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
        "HOME": "/root",
        "LANG": "C.UTF-8",
        **pip_settings(),
        **kept,
    }
    start = time.monotonic()
    mounted = " && ".join(f'mount --bind /{name} "$0/{name}"' for name in MOUNTS)
    inside = f"{mounted} && exec chroot \"$0\" /bin/sh -c 'cd /root/simulator && {command}'"
    done = subprocess.run(
        ["unshare", "--mount", "--propagation", "private", "/bin/sh", "-c", inside, str(folder)],
        env=stated,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    return done.returncode, time.monotonic() - start


def main() -> int:
    """Make the root, run the commands, and tell how each ended."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--keep", action="store_true", help="leave the root where it is")
    stated = parser.parse_args()
    folder = stated.folder.resolve()
    if folder.exists():
        parser.error(f"{folder} exists")
    make(folder)
    ended = []
    for command in COMMANDS:
        print(f"== {command}", flush=True)
        code, seconds = run(folder, command)
        ended.append(code)
        print(f"== {command}: exit {code} after {seconds:.0f} s", flush=True)
    if not stated.keep:
        shutil.rmtree(folder)
    return max(ended)


if __name__ == "__main__":
    sys.exit(main())
