#!/usr/bin/env python3
"""Seconds from the cold start of a kernel to the first chart of a notebook; run by benchmark in JupyterLab's Python."""
import pathlib
import sys
import time

import nbformat
from jupyter_client.manager import KernelManager

NOTEBOOK = pathlib.Path(__file__).resolve().parents[2] / "notebooks" / "02-the-bug-hunt.ipynb"
PATIENCE = 120  # seconds


def shows_a_picture(message):
    return any("<img" in str(part) for part in message["content"].get("data", {}).values())


def seconds_to_first_chart(kernel):
    cells = [cell.source for cell in nbformat.read(NOTEBOOK, as_version=4).cells if cell.cell_type == "code"]
    begun = time.perf_counter()
    manager = KernelManager(kernel_name=kernel)
    manager.start_kernel(cwd=str(NOTEBOOK.parent))
    client = manager.client()
    try:
        client.start_channels()
        client.wait_for_ready(timeout=PATIENCE)
        seen = []
        for cell in cells:
            client.execute_interactive(
                cell, timeout=PATIENCE, output_hook=lambda message: seen.append(shows_a_picture(message))
            )
            if any(seen):
                return time.perf_counter() - begun
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    sys.exit("no chart in " + NOTEBOOK.name)


if __name__ == "__main__":
    for name in ("java", "jjava"):
        print(f"firstChart,{name},{1000 * min(seconds_to_first_chart(name) for _ in range(3)):.0f}", flush=True)
