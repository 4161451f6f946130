"""A classroom on one machine; binder/hub/start says in CLASSROOM where its things lie."""
import hmac
import json
import os
import pathlib
import shutil

from jupyterhub.auth import Authenticator
from jupyterhub.spawner import LocalProcessSpawner

CLASSROOM = json.loads(os.environ["CLASSROOM"])
FOLDER = pathlib.Path(CLASSROOM["folder"])
HOMES = FOLDER / "homes"
FIRST_ACCOUNT = 61184  # a range that systemd and Debian leave free for passing accounts (systemd.io/UIDS-GIDS)


class ClassList(Authenticator):
    """The students whose names binder/hub/start was given, with the passwords that it printed."""

    async def authenticate(self, handler, data):
        passwords = json.loads((FOLDER / "passwords.json").read_text(encoding="utf-8"))
        expected = passwords.get(data["username"], "")
        right = hmac.compare_digest(expected.encode(), data["password"].encode())
        return data["username"] if expected and right else None


class OwnAccount(LocalProcessSpawner):
    """Runs a student's server under an account number of its own, which needs no entry among the machine's accounts."""

    def account(self):
        """Kept in a list, so that a name never comes to own another's files."""
        file = FOLDER / "accounts.json"
        accounts = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
        number = accounts.setdefault(self.user.name, FIRST_ACCOUNT + len(accounts))
        file.write_text(json.dumps(accounts, indent=1), encoding="utf-8")
        return number

    def home(self):
        return HOMES / self.user.name

    def make_home(self):
        """With a copy of the course, the first time; nobody else may enter it."""
        HOMES.mkdir(mode=0o711, exist_ok=True)
        home = self.home()
        if not home.exists():
            shutil.copytree(FOLDER / "course", home)
            for path in [home, *home.rglob("*")]:
                os.chown(path, self.account(), self.account())
            home.chmod(0o700)

    def make_preexec_fn(self, name):
        number, home = self.account(), self.home()

        def become():
            os.setgroups([])
            os.setgid(number)
            os.setuid(number)
            os.umask(0o077)
            os.chdir(home)
        return become

    def user_env(self, env):
        # Java asks the system for the home of an account, and there is no entry.
        flags = f"-Duser.home={self.home()} -Duser.name={self.user.name}"
        return {
            **env,
            "USER": self.user.name,
            "HOME": str(self.home()),
            "SHELL": "/bin/bash",
            "JAVA_TOOL_OPTIONS": flags,
        }

    async def start(self):
        self.make_home()
        return await super().start()


c = get_config()  # noqa: F821
c.JupyterHub.bind_url = CLASSROOM["url"]
c.JupyterHub.hub_ip = "127.0.0.1"
c.JupyterHub.hub_port = CLASSROOM["inner_ports"][0]
c.JupyterHub.cookie_secret_file = str(FOLDER / "cookie_secret")
c.JupyterHub.db_url = f"sqlite:///{FOLDER / 'hub.sqlite'}"
c.JupyterHub.authenticator_class = ClassList
c.Authenticator.allowed_users = set(CLASSROOM["names"])
c.JupyterHub.spawner_class = OwnAccount
c.Spawner.cmd = [str(FOLDER / "start"), str(pathlib.Path(CLASSROOM["prefix"]) / "bin" / "jupyterhub-singleuser")]
c.Spawner.ip = "127.0.0.1"
c.Spawner.start_timeout = c.Spawner.http_timeout = 180
c.Spawner.default_url = "/lab"
c.ConfigurableHTTPProxy.command = ["node", CLASSROOM["proxy"]]
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{CLASSROOM['inner_ports'][1]}"
