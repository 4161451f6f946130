"""One student's session in Binder: the server behind binder/start, and each notebook in a kernel of its own.

measure_session.py CHECKOUT OUT NOTEBOOK...: writes to OUT, for each notebook, its errors, the most memory (RSS)
that the server and the kernel took together, in MB, and the time.
"""
import contextlib
import json
import os
import pathlib
import socket
import subprocess
import sys
import threading
import time

import psutil

CHECKOUT = pathlib.Path(sys.argv[1])
sys.path.insert(0, str(CHECKOUT / "binder" / "tools"))
from student import Student, errors  # noqa: E402

TOKEN = "a-token-of-this-test"


class Memory(threading.Thread):
    """The most memory that a process and its children have taken together, looked at five times a second."""

    def __init__(self, process):
        super().__init__(daemon=True)
        self.process = psutil.Process(process.pid)
        self.most = 0
        self.start()

    def run(self):
        while True:
            self.most = max(self.most, self.now())
            time.sleep(0.2)

    def now(self):
        total = 0
        for process in [self.process, *self.process.children(recursive=True)]:
            with contextlib.suppress(psutil.NoSuchProcess):
                total += process.memory_info().rss
        return total / 1e6


def start(port):
    command = [
        str(CHECKOUT / "binder" / "start"),
        sys.executable,
        "-m",
        "jupyterlab",
        "--no-browser",
        "--ServerApp.ip=127.0.0.1",
        f"--port={port}",
        f"--IdentityProvider.token={TOKEN}",
        f"--ServerApp.root_dir={CHECKOUT}",
    ]
    if os.geteuid() == 0:
        command.append("--allow-root")
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def when_ready(port):
    for _ in range(600):
        with socket.socket() as attempt:
            if attempt.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.1)
    student = Student(f"http://127.0.0.1:{port}")
    student.session.headers["Authorization"] = "token " + TOKEN
    return student


def work_through(student, name, memory):
    memory.most = 0
    begun = time.monotonic()
    kernel = student.start_kernel()
    found = [error for source in student.notebook("notebooks/" + name) for error in errors(kernel.run(source))]
    kernel.end()
    return {"errors": found, "megabytes": round(memory.most), "seconds": round(time.monotonic() - begun, 1)}


def main():
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
    server = start(port)
    try:
        memory, student = Memory(server), when_ready(port)
        measured = {name: work_through(student, name, memory) for name in sys.argv[3:]}
    finally:
        server.terminate()
        server.wait(timeout=30)
    pathlib.Path(sys.argv[2]).write_text(json.dumps(measured, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
