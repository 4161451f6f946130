"""A student at a Jupyter server, as their browser would be: a kernel of their own, cells run in it, outputs read."""
import json
import time
import uuid

import requests
import websocket  # of websocket-client, which JupyterLab's server brings along


class Student:
    """Talks to one server; the session holds what it is known by there, a token or a cookie."""

    def __init__(self, address, session=None):
        self.address = address.rstrip("/")
        self.session = session or requests.Session()

    def api(self, method, path, **content):
        answer = self.session.request(method, f"{self.address}/api/{path}", timeout=60, headers=self.xsrf(), **content)
        answer.raise_for_status()
        return answer.json() if answer.content else None

    def xsrf(self):
        """What the server wants to see of a request that changes something, if it is known by a cookie."""
        path = "/" + "/".join(self.address.split("/")[3:]) + "/"
        found = [
            cookie.value for cookie in self.session.cookies if cookie.name == "_xsrf" and path.startswith(cookie.path)
        ]
        return {"X-XSRFToken": found[-1]} if found else {}

    def notebook(self, path):
        """The sources of a notebook's code cells."""
        cells = self.api("GET", f"contents/{path}")["content"]["cells"]
        return [cell["source"] for cell in cells if cell["cell_type"] == "code"]

    def start_kernel(self, name="java"):
        return Kernel(self, self.api("POST", "kernels", json={"name": name})["id"])


class Kernel:
    def __init__(self, student, key):
        self.student = student
        self.key = key
        prepared = requests.Request(
            "GET",
            f"{student.address}/api/kernels/{key}/channels",
            headers=student.session.headers,
            cookies=student.session.cookies,
        )
        headers = student.session.prepare_request(prepared).headers
        self.channels = websocket.create_connection(
            prepared.url.replace("http", "ws", 1), timeout=60, cookie=headers.get("Cookie"),
            header=[f"Authorization: {headers['Authorization']}"] if "Authorization" in headers else [])

    def run(self, source, patience=120):
        """The outputs of one cell, once the kernel has said that it is idle again."""
        key = uuid.uuid4().hex
        header = {
            "msg_id": key,
            "msg_type": "execute_request",
            "username": "",
            "session": self.key,
            "date": "",
            "version": "5.3",
        }
        content = {
            "code": source,
            "silent": False,
            "store_history": True,
            "user_expressions": {},
            "allow_stdin": False,
            "stop_on_error": True,
        }
        self.channels.send(
            json.dumps(
                {
                    "header": header,
                    "parent_header": {},
                    "metadata": {},
                    "content": content,
                    "channel": "shell",
                    "buffers": [],
                }
            )
        )
        outputs, end = [], time.monotonic() + patience
        while time.monotonic() < end:
            message = json.loads(self.channels.recv())
            if message["parent_header"].get("msg_id") != key:
                continue
            kind, content = message["msg_type"], message["content"]
            if kind in ("stream", "error", "display_data", "execute_result"):
                outputs.append({"kind": kind, **content})
            if kind == "status" and content["execution_state"] == "idle":
                return outputs
        raise TimeoutError(f"a cell ran for more than {patience} s: {source[:80]}")

    def end(self):
        self.channels.close()
        self.student.api("DELETE", f"kernels/{self.key}")


def errors(outputs):
    """One line for each exception, and all that went to stderr."""
    return [f"{output['ename']}: {output['evalue']}" for output in outputs if output["kind"] == "error"] + [
        output["text"] for output in outputs if output["kind"] == "stream" and output["name"] == "stderr"]
