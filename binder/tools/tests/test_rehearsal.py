"""The students' side of a rehearsed class, without a hub."""

import json

import pytest
import requests

import rehearsal
from student import Student, errors


def test_errors_are_exceptions_and_what_went_to_stderr():
    outputs = [
        {"kind": "stream", "name": "stdout", "text": "fine"},
        {"kind": "error", "ename": "E", "evalue": "lost", "traceback": []},
        {"kind": "stream", "name": "stderr", "text": "a warning"},
    ]
    assert errors(outputs) == ["E: lost", "a warning"]


def test_a_student_shows_the_token_of_the_path_they_are_at():
    session = requests.Session()
    session.cookies.set("_xsrf", "of-the-hub", path="/hub/")
    session.cookies.set("_xsrf", "of-ada", path="/user/ada/")
    session.cookies.set("other", "no", path="/user/ada/")
    assert Student("http://127.0.0.1:1/user/ada/", session).xsrf() == {"X-XSRFToken": "of-ada"}
    assert Student("http://127.0.0.1:1/user/emmy", session).xsrf() == {}


class Answer:
    def __init__(self, url, status=200):
        self.url, self.status_code = url, status


@pytest.mark.parametrize(
    "answer",
    [Answer("http://a/hub/login?next=", 200), Answer("http://a/hub/spawn", 403)],
    ids=["sent back", "forbidden"],
)
def test_a_wrong_password_is_refused(monkeypatch, answer):
    monkeypatch.setattr(rehearsal.requests.Session, "get", lambda *_, **__: None)
    monkeypatch.setattr(rehearsal.requests.Session, "post", lambda *_, **__: answer)
    assert rehearsal.is_refused("http://a", "ada")


def test_a_door_that_is_open_is_noticed(monkeypatch):
    monkeypatch.setattr(rehearsal.requests.Session, "get", lambda _, url, **__: Answer(url))
    monkeypatch.setattr(rehearsal.requests.Session, "post", lambda *_, **__: Answer("http://a/hub/spawn"))
    assert not rehearsal.is_refused("http://a", "ada")


class Kernel:
    """Reads the files of those whom it may look at."""

    def __init__(self, owners):
        self.owners = owners

    def run(self, cell):
        owner = cell.split("/")[-2]
        return [{"text": f"read: secret of {owner}" if owner in self.owners else "AccessDeniedException"}]


def test_who_reads_whose_files_is_seen(tmp_path, monkeypatch):
    class Server:
        address = "http://a/user/me"

        class session:
            @staticmethod
            def get(url, **_):
                answer = Answer(url, 403)
                answer.text = ""
                return answer

    students = {"ada": Server(), "emmy": Server()}
    seen = rehearsal.spy(students, {"ada": Kernel(["ada"]), "emmy": Kernel(["ada", "emmy"])}, tmp_path)
    assert [(reader, owner) for reader, owner, in_kernel, _ in seen if in_kernel] == [
        ("ada", "ada"),
        ("emmy", "ada"),
        ("emmy", "emmy"),
    ]
    assert not any(over_http for *_, over_http in seen)


def test_a_report_without_the_bug_is_a_problem(monkeypatch):
    class Together:
        def wait(self):
            pass

    def student(text):
        class One:
            def notebook(self, _):
                return ["cell"]

            def start_kernel(self):
                return type("K", (), {"run": lambda *_, **__: [{"kind": "stream", "name": "stdout", "text": text}]})()

        return One()

    assert rehearsal.work_through(student(rehearsal.FINDING), "02", Together())[2] == []
    assert rehearsal.work_through(student("no bug"), "02", Together())[2] == ["the report does not name the bug"]
    assert json.dumps(rehearsal.FINDING, ensure_ascii=False)[1:-1] == rehearsal.FINDING
