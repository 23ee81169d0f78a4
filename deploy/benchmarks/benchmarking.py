"""Shared code of the benchmarks: a local cloud, pgbench, and CPU time."""

import glob
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import urllib.parse

HOME = os.path.abspath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../.."))
SECONDS = max(3, int(os.environ.get("SECONDS_EACH", "10")))
TICK = os.sysconf("SC_CLK_TCK")


def need(program):
    found = shutil.which(program)
    if not found:
        sys.exit(f"{program} is needed: apt-get install wrk rabbitmq-server postgresql-contrib postgresql-client")
    return found


def pgbench_program():
    newest = sorted(glob.glob("/usr/lib/postgresql/*/bin/pgbench"), key=lambda path: int(path.split("/")[4]))
    return newest[-1] if newest else need("pgbench")


class Cloud:
    """A local cloud in a separate folder, on free ports; it must be shut down."""

    def __init__(self, folder, **settings):
        self.folder = folder
        self.command = [os.path.join(HOME, "cyclades")]
        self.stopped = set()
        subprocess.run([*self.command, "up", "--data", folder, "--ports", "any"], check=True,
                       env=dict(os.environ, **settings), stdout=sys.stderr)
        printed = subprocess.run([*self.command, "env", "--data", folder], check=True, capture_output=True, text=True)
        self.values = dict(re.findall(r"export (\w+)='([^']*)'", printed.stdout))
        self.database = urllib.parse.urlsplit(self.values["CYCLADES_DATABASE_URL"])
        self.port = str(self.database.port)
        self.service = self.process("api-service")
        with open(os.path.join(folder, "database/postmaster.pid"), encoding="utf-8") as file:
            self.postmaster = int(file.readline())

    def halt(self, pid):
        """Pauses a process, so that it does not affect the measurement."""
        os.kill(pid, signal.SIGSTOP)
        self.stopped.add(pid)

    def resume(self, pid):
        os.kill(pid, signal.SIGCONT)
        self.stopped.discard(pid)

    def process(self, name):
        port = self.values["CYCLADES_DATABASE_URL"].rsplit("@", 1)[1]
        for path in glob.glob("/proc/[0-9]*/cmdline"):
            try:
                with open(path, "rb") as file:
                    line = file.read().decode()
                with open(path.replace("cmdline", "environ"), "rb") as file:
                    mine = port in file.read().decode(errors="replace")
            except OSError:
                continue
            if f"{name}/target/quarkus-app/quarkus-run.jar" in line and mine:
                return int(path.split("/")[2])
        raise SystemExit(f"{name} does not run")

    def down(self):
        for pid in list(self.stopped):
            self.resume(pid)
        subprocess.run([*self.command, "down", "--data", self.folder], check=False, stdout=sys.stderr)

    def sql(self, text):
        answer = subprocess.run(
            ["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-c", text], check=True, capture_output=True,
            text=True, env=self.database_environment())
        return answer.stdout.strip()

    def database_environment(self):
        """How PostgreSQL's programs log in; the password is no argument, which other users could read."""
        return dict(os.environ, PGHOST="127.0.0.1", PGPORT=self.port, PGUSER=self.database.username,
                    PGPASSWORD=self.database.password, PGDATABASE=self.database.path.lstrip("/"))

    def cpu(self):
        """CPU seconds used so far: by the API service, and by all processes of the database."""
        children = [pid for pid, parent in parents().items() if parent == self.postmaster]
        database = ticks(self.postmaster, True) + sum(ticks(child, False) for child in children)
        return ticks(self.service, False) / TICK, database / TICK


def parents():
    found = {}
    for path in glob.glob("/proc/[0-9]*/stat"):
        fields = stat(path)
        if fields:
            found[int(path.split("/")[2])] = int(fields[1])
    return found


def stat(path):
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read().rsplit(")", 1)[1].split()
    except OSError:
        return None


def ticks(pid, with_ended_children):
    fields = stat(f"/proc/{pid}/stat")
    if not fields:
        return 0
    return sum(int(field) for field in fields[11:15 if with_ended_children else 13])


def pgbench(cloud, statements, variables, connections):
    """Runs statements: rate per second, median and 99th percentile in ms, and number of runs."""
    with tempfile.TemporaryDirectory() as folder:
        script = os.path.join(folder, "script.sql")
        with open(script, "w", encoding="utf-8") as file:
            file.write("\n".join(statement.replace("\n ", " ") for statement in statements) + "\n")
        command = [pgbench_program(), "-n", "-M", "prepared", "-j1", f"-c{connections}", f"-T{SECONDS}", "-f", script,
                   "-l", "--log-prefix", os.path.join(folder, "log")]
        for name, value in variables.items():
            command += ["-D", f"{name}={value}"]
        answer = subprocess.run(command, capture_output=True, text=True, check=False,
                                env=cloud.database_environment())
        rate = re.search(r"^tps = ([\d.]+)", answer.stdout, re.M)
        if answer.returncode or not rate:
            raise SystemExit(answer.stdout + answer.stderr)
        times = []
        for path in glob.glob(os.path.join(folder, "log*")):
            with open(path, encoding="utf-8") as file:
                times += [int(line.split()[2]) for line in file]
    times.sort()
    count = len(times)
    return float(rate.group(1)), times[count // 2] / 1000, times[count * 99 // 100] / 1000, count
