"""Runs cells one after the other in one kernel, as a student does.

Cells come as JSON on stdin, and so goes out what came of them.
"""

import json
import sys
import time

from jupyter_client.manager import start_new_kernel

INTERRUPT = "// interrupt\n"  # a cell that begins so is interrupted a while after it printed something
WHILE = 1  # seconds
PATIENCE = 300  # seconds without a message


def outcome(manager, client, message, interrupt):
    begun = time.monotonic()
    out = {"stdout": "", "stderr": "", "result": "", "error": ""}
    while True:
        answer = client.get_iopub_msg(timeout=PATIENCE)
        if answer["parent_header"].get("msg_id") != message:
            continue
        kind, content = answer["msg_type"], answer["content"]
        if kind == "stream":
            out[content["name"]] += content["text"]
            if interrupt:
                time.sleep(WHILE)
                begun = time.monotonic()
                manager.interrupt_kernel()
                interrupt = False
        elif kind == "execute_result":
            out["result"] = content["data"].get("text/plain", "")
        elif kind == "error":
            out["error"] = "\n".join([content["ename"], content["evalue"], *content["traceback"]])
        elif kind == "status" and content["execution_state"] == "idle":
            out["seconds"] = time.monotonic() - begun
            return out


def run(manager, client, cell):
    return outcome(manager, client, client.execute(cell), cell.startswith(INTERRUPT))


# What a kernel writes past its cells, as from a thread that an interrupt has not reached yet,
# must not stand between the outcomes.
manager, client = start_new_kernel(kernel_name=sys.argv[1], stdout=sys.stderr)
try:
    print(json.dumps([run(manager, client, cell) for cell in json.load(sys.stdin)]))
finally:
    manager.shutdown_kernel(now=True)
