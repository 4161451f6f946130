"""The students' side of rehearse: four log in, work through a part at once, and try to read each other's files.

rehearsal.py ADDRESS FOLDER HUB_PROCESS NOTEBOOK NAME ...
"""
import json
import pathlib
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import psutil
import requests

from student import Student, errors

FINDING = "a stray factor: analytic = 2.000000 × numeric in all 28 entries"
SECRET = "answers.txt"


def log_in(address, name, password):
    """The form of the hub's login page, then the wait until the student's server is up."""
    session = requests.Session()
    session.get(f"{address}/hub/login", timeout=60)
    form = {"username": name, "password": password, "_xsrf": session.cookies.get("_xsrf", path="/hub/")}
    answer = session.post(f"{address}/hub/login?next=%2Fhub%2Fspawn", data=form, timeout=200)
    if answer.status_code == 403 or "/hub/login" in answer.url:
        raise PermissionError(f"the hub did not let {name} in")
    for _ in range(200):
        # Leads through the hub, which leaves the server's cookie.
        if session.get(f"{address}/user/{name}/lab", timeout=60).url.startswith(f"{address}/user/{name}/lab"):
            return Student(f"{address}/user/{name}", session)
        time.sleep(1)
    raise TimeoutError(f"the server of {name} did not start; the hub's log says why")


def is_refused(address, name):
    try:
        log_in(address, name, "not the password")
        return False
    except PermissionError:
        return True


class Memory(threading.Thread):
    """The most memory (RSS) that each account's processes took together, in MB."""

    def __init__(self, hub, accounts):
        super().__init__(daemon=True)
        self.hub = psutil.Process(hub)
        self.names = {number: name for name, number in accounts.items()}
        self.most = dict.fromkeys(accounts, 0)
        self.start()

    def run(self):
        while True:
            now = dict.fromkeys(self.most, 0)
            for process in self.hub.children(recursive=True):
                try:
                    name = self.names.get(process.uids().real)
                    if name:
                        now[name] += process.memory_info().rss / 1e6
                except psutil.NoSuchProcess:
                    pass
            self.most = {name: max(most, now[name]) for name, most in self.most.items()}
            time.sleep(0.3)


def work_through(student, notebook, together):
    """All cells in a kernel of one's own, begun when everybody is ready."""
    cells = student.notebook(notebook)
    together.wait()
    begun = time.monotonic()
    kernel = student.start_kernel()
    outputs = [output for cell in cells for output in kernel.run(cell, patience=300)]
    seconds = time.monotonic() - begun
    shown = json.dumps(outputs, ensure_ascii=False)
    problems = errors(outputs) + ([] if FINDING in shown else ["the report does not name the bug"])
    return kernel, seconds, problems


def write(path, text):
    return f'Object written = java.nio.file.Files.writeString(java.nio.file.Path.of("{path}"), "{text}");'


def read(path):
    return f'System.out.println("read: " + java.nio.file.Files.readString(java.nio.file.Path.of("{path}")));'


def spy(students, kernels, homes):
    """What each could read of each: their own files, and, if all is well, nobody else's."""
    seen = []
    for reader, student in students.items():
        for owner in students:
            path = homes / owner / SECRET
            in_kernel = "read: secret of " + owner in json.dumps(kernels[reader].run(read(path)))
            address = student.address.rsplit("/", 1)[0]
            answer = student.session.get(f"{address}/{owner}/api/contents/{SECRET}", timeout=60)
            over_http = answer.status_code == 200 and "secret of " + owner in answer.text
            seen.append((reader, owner, in_kernel, over_http))
    return seen


def main():
    address, folder, hub, notebook, names = (
        sys.argv[1],
        pathlib.Path(sys.argv[2]),
        int(sys.argv[3]),
        sys.argv[4],
        sys.argv[5:],
    )
    passwords = json.loads((folder / "passwords.json").read_text(encoding="utf-8"))
    problems = [] if is_refused(address, names[0]) else ["a wrong password opens the door"]
    with ThreadPoolExecutor(len(names)) as class_of:
        students = dict(
            zip(names, class_of.map(lambda name: log_in(address, name, passwords[name]), names), strict=True)
        )
        memory = Memory(hub, json.loads((folder / "accounts.json").read_text(encoding="utf-8")))
        together = threading.Barrier(len(names))
        results = dict(
            zip(names, class_of.map(lambda name: work_through(students[name], notebook, together), names), strict=True)
        )
    kernels = {name: kernel for name, (kernel, _, _) in results.items()}
    homes = folder / "homes"
    for name in names:
        problems += errors(kernels[name].run(write(homes / name / SECRET, "secret of " + name)))
    for reader, owner, in_kernel, over_http in spy(students, kernels, homes):
        if in_kernel != (reader == owner) or over_http != (reader == owner):
            problems.append(f"{reader} reading the file of {owner}: from a notebook {in_kernel}, over HTTP {over_http}")
    for name, (kernel, seconds, own) in results.items():
        print(
            f"{name}: {seconds:.1f} s for {notebook.removesuffix('.ipynb')}, "
            f"{memory.most[name]:.0f} MB for the server and the kernel",
            flush=True,
        )
        problems += [f"{name}: {problem}" for problem in own]
        kernel.end()
    if problems:
        sys.exit("\n".join(problems))
    print(f"{len(names)} students, nobody can read another's files.")


if __name__ == "__main__":
    main()
