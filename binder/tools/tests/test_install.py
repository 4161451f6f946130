"""The parts of the installer. What it says on a machine where something is missing, the tests in Java hold."""

import json
import os
import re
import subprocess
import time

import pytest

import install

PINNED = re.compile(r"[\w.-]+==[\w.]+(; .+)?$")


@pytest.mark.parametrize("file", sorted(install.BINDER.rglob("requirements*.txt")), ids=lambda file: file.name)
def test_every_requirement_is_pinned(file):
    lines = [
        line for line in file.read_text(encoding="utf-8").splitlines() if line and not line.startswith(("#", "-r"))
    ]
    assert [line for line in lines if not PINNED.match(line)] == []
    names = [line.split("==")[0].lower() for line in lines]
    assert sorted(set(names)) == sorted(names)


def test_what_is_installed_beside_the_environment_is_not_in_it():
    def names(file):
        return set(
            re.findall(r"^([\w.-]+)==", (install.BINDER / file).read_text(encoding="utf-8").lower(), re.MULTILINE)
        )

    assert names("requirements-test.txt") & names("requirements.txt") == set()


def test_a_property_of_java_is_read_among_its_others(monkeypatch):
    said = (
        "Property settings:\n    java.home = /a b/jdk\n    java.specification.version = 17\n    line.separator = \\n\n"
    )
    monkeypatch.setattr(install.subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], 0, stderr=said))
    assert install.java_property("java", "java.home") == "/a b/jdk"
    assert install.java_property("java", "java.specification.version") == "17"
    assert install.java_property("java", "java.version") == "unknown"


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A repository with a library and the jars that were built from it."""
    target = tmp_path / "notebooks" / "target"
    for name in ("lib/gradcheck/src/main/A.java", "lib/gradcheck/pom.xml", "lib/pom.xml", "pom.xml"):
        write(tmp_path / name, age=100)
    for name in ("gradcheck-1.jar", "gradcheck-tensor-1.jar", "gradcheck-notebook-1.jar"):
        write(target / "jars" / name, age=500)
    write(target / "kernels" / "ijava.jar", age=500)
    monkeypatch.setattr(install, "ROOT", tmp_path)
    monkeypatch.setattr(install, "TARGET", target)
    monkeypatch.setattr(install, "BUILT", target / "built")
    return tmp_path


def write(path, text="", age=0):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    os.utime(path, (time.time() - age, time.time() - age))
    return path


def test_jars_are_of_the_last_build_until_a_source_or_a_pom_changes(checkout):
    assert not install.is_built()
    write(install.BUILT, age=50)
    assert install.is_built()
    for changed in ("lib/gradcheck/src/main/A.java", "lib/gradcheck/pom.xml", "lib/pom.xml", "pom.xml"):
        write(checkout / changed, age=10)
        assert not install.is_built(), changed
        write(checkout / changed, age=100)
    (install.TARGET / "kernels" / "ijava.jar").unlink()
    assert not install.is_built()


def test_the_class_path_is_that_of_the_last_build(checkout, tmp_path):
    prefix = tmp_path / "prefix"
    old = write(prefix / "share" / "gradcheck" / "jars" / "gradcheck-0.jar")
    jars = install.copy_jars(prefix)
    assert not old.exists()
    copied = sorted(jar.name for jar in jars.iterdir())
    assert copied == ["gradcheck-1.jar", "gradcheck-notebook-1.jar", "gradcheck-tensor-1.jar"]
    assert sorted(file.name for file in jars.parent.iterdir()) == ["jars", "logging.properties", "startup.jsh"]


def test_both_kernels_are_installed_under_their_own_names(checkout, tmp_path):
    prefix, jars = tmp_path / "prefix", tmp_path / "prefix" / "share" / "gradcheck" / "jars"
    kernels = prefix / "share" / "jupyter" / "kernels"
    write(kernels / "java" / "jjava.jar")  # as its package leaves it
    for _ in range(2):
        install.install_kernels(prefix, tmp_path / "java", jars)
        assert sorted(file.relative_to(kernels).as_posix() for file in kernels.rglob("*.*")) == [
            "java/ijava.jar",
            "java/kernel.json",
            "jjava/jjava.jar",
            "jjava/kernel.json",
        ]
    for name in ("java", "jjava"):
        spec = json.loads((kernels / name / "kernel.json").read_text(encoding="utf-8"))
        assert spec["argv"][0] == str(tmp_path / "java")
        assert spec["argv"][-1] == "{connection_file}"
        assert spec["interrupt_mode"] == "message"
        variables = "IJAVA" if name == "java" else "JJAVA"
        assert spec["env"][f"{variables}_CLASSPATH"] == str(jars / "*.jar")
        assert f"-Djava.util.logging.config.file={jars.parent / 'logging.properties'}" in spec["argv"]


def test_a_file_that_says_the_same_is_left_alone_and_another_is_replaced_at_once(tmp_path):
    file = tmp_path / "folder" / "kernel.json"
    install.put_json({"a": 1}, file)
    before = file.stat().st_ino, file.stat().st_mtime_ns
    with open(file, encoding="utf-8") as reader:
        install.put_json({"a": 1}, file)
        assert (file.stat().st_ino, file.stat().st_mtime_ns) == before
        install.put_json({"a": 2}, file)
        assert json.load(reader) == {"a": 1}
    assert json.loads(file.read_text(encoding="utf-8")) == {"a": 2}
    assert [each.name for each in file.parent.iterdir()] == ["kernel.json"]


def test_a_lock_is_waited_for_and_one_that_was_left_behind_is_not(tmp_path, monkeypatch, capsys):
    waited = []

    def sleep(_):
        waited.append(True)
        lock.release()

    monkeypatch.setattr(install.time, "sleep", sleep)
    with install.Lock(tmp_path / "prefix") as _:
        lock = install.Lock(tmp_path / "prefix")
        assert lock.taken()
        with lock:
            assert waited == [True]
    assert "Waiting for another run to finish" in capsys.readouterr().out
    lock.path.mkdir()
    long_ago = time.time() - install.LOCK_IS_STALE_AFTER - 1
    os.utime(lock.path, (long_ago, long_ago))
    lock.taken()
    assert not lock.taken()


def test_a_lock_is_released_when_the_work_fails(tmp_path):
    with pytest.raises(ZeroDivisionError), install.Lock(tmp_path / "prefix"):
        raise ZeroDivisionError
    assert not (tmp_path / "prefix.lock").exists()


def test_packages_beside_an_environment_are_installed_once(tmp_path, monkeypatch):
    installed = []

    def run(command, **_):
        if "pip" in command:
            installed.append(command)
            (tmp_path / "packages").mkdir()
        return subprocess.CompletedProcess(command, 0, stdout="Python 3.11.7\n")

    monkeypatch.setattr(install.subprocess, "run", run)
    requirements = write(tmp_path / "requirements.txt", "a==1\n")
    for _ in range(2):
        install.install_beside("python", requirements, tmp_path / "packages")
    assert len(installed) == 1
    assert "--no-deps" in installed[0]
    write(requirements, "a==2\n")
    install.install_beside("python", requirements, tmp_path / "packages")
    assert len(installed) == 2


def test_an_environment_in_use_is_found_by_what_ps_says(tmp_path, monkeypatch):
    python = tmp_path / "bin" / "python"
    monkeypatch.setattr(install, "commands", lambda: {7: ["sh"], 9: [str(python), "-m", "jupyterlab"]})
    with pytest.raises(install.Missing, match=r"process 9 still runs from it: .*python -m jupyterlab"):
        install.check_unused(tmp_path)
    install.check_unused(tmp_path / "another")


@pytest.mark.parametrize(
    ("raised", "said"),
    [
        (install.Missing("A JDK is needed."), "A JDK is needed."),
        (KeyboardInterrupt(), "Interrupted; what was prepared so far is kept."),
        (subprocess.CalledProcessError(1, ["mvn", 7]), "This command failed, see above: mvn 7"),
    ],
)
def test_what_stops_a_task_becomes_one_line(raised, said):
    def task():
        raise raised

    with pytest.raises(SystemExit) as ended:
        install.run(task)
    assert ended.value.code == said


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], (install.BINDER / ".venv", False, True)),
        (["--no-build"], (install.BINDER / ".venv", False, False)),
        (["--into-this-python"], (install.BINDER / ".venv", True, True)),
    ],
)
def test_arguments(arguments, expected, monkeypatch):
    called = []
    monkeypatch.setattr(install, "install", lambda *given: called.append(given))
    monkeypatch.setattr(install.sys, "argv", ["install.py", *arguments])
    install.main()
    assert called == [expected]


def test_homework_is_an_exercise_without_its_solutions_and_is_never_written_over(tmp_path):
    exercises = install.NOTEBOOKS / "exercises"
    homework = tmp_path / "homework"
    install.hand_out(exercises, homework)
    names = [path.name for path in sorted(exercises.glob("*.ipynb"))]
    assert [path.name for path in sorted(homework.iterdir())] == names
    for name in names:
        given = (homework / name).read_text(encoding="utf-8")
        assert "SOLUTION" not in given and "HIDDEN" not in given
        kept = json.loads((exercises / name).read_text(encoding="utf-8"))["cells"]
        tasks = sum(len(install.SOLUTION.findall("".join(cell["source"]))) for cell in kept)
        assert given.count("// YOUR CODE HERE") == tasks > 0
        assert json.loads(given)["cells"][0] == kept[0]
    (homework / names[0]).write_text("mine", encoding="utf-8")
    install.hand_out(exercises, homework)
    assert (homework / names[0]).read_text(encoding="utf-8") == "mine"
