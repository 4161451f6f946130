"""Fetches what comes from npm, by the checksums of a lock file; what decks, pages and the hub have in common."""
import json
import shutil
import subprocess

import install


def find():
    npm = shutil.which("npm")
    if npm is None:
        raise install.Missing("npm is needed (it comes with Node.js); there is none on the path.")
    return npm


def fetch(folder, cache):
    """The npm packages of a folder's lock file; nothing of theirs is run while they are installed."""
    lock, done = folder / "package-lock.json", cache / "fetched.json"
    if not done.is_file() or done.read_bytes() != lock.read_bytes():
        cache.mkdir(parents=True, exist_ok=True)
        wanted = json.loads((folder / "package.json").read_text(encoding="utf-8"))["dependencies"]
        print("Fetching " + ", ".join(wanted) + " ...", flush=True)
        shutil.copyfile(folder / "package.json", cache / "package.json")
        shutil.copyfile(lock, cache / lock.name)
        command = [find(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
        subprocess.run(command, cwd=cache, check=True)
        shutil.copyfile(lock, done)
    return cache / "node_modules"
