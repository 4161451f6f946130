"""JupyterLab as binder/lab starts it."""
import os
import pathlib
import re
import socket
import subprocess
import sys
import time

LAB = pathlib.Path(__file__).resolve().parents[5] / "binder" / "lab"
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/lab\?token=\w+")
PATIENCE = 60  # seconds; it takes about four


class LabServer:
    """A server on a folder of notebooks and a free port; its address, token and all, is what it tells its user."""

    def __init__(self, folder, log):
        self.folder = folder
        self.log = log
        self.process = None
        self.address = None

    def __enter__(self):
        command = [
            sys.executable,
            str(LAB),
            "--no-browser",
            f"--port={free_port()}",
            f"--ServerApp.root_dir={self.folder}",
            "--LabApp.expose_app_in_browser=True",
        ]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            command.append("--allow-root")
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT)
        try:
            self.address = self.wait_for_address()
        except BaseException:
            self.__exit__()
            raise
        return self

    def wait_for_address(self):
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self.process.poll() is None:
            found = ADDRESS.search(self.log.read_text(encoding="utf-8", errors="replace"))
            if found:
                return found.group()
            time.sleep(0.1)
        raise RuntimeError("binder/lab did not start:\n" + self.log.read_text(encoding="utf-8", errors="replace"))

    def __exit__(self, *_):
        """Ends the server, which ends its kernels."""
        self.process.terminate()
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()


def free_port():
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]
