"""Make the course's environment and run one of its tasks: `python course.py lab`.

Needs only Python 3.11 or newer: the environment is made in `.venv`, with the versions of
`constraints.txt`, and is made again only when one of the two files that describe it has changed.
"""

import hashlib
import json
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

# task -> (extras it needs, the command that does it)
TASKS = {
    "lab": ("lab", ["-m", "diplo_lib.cli", "lab"]),
    "author": ("lab", ["-m", "diplo_lib.cli", "lab", "--author"]),
    "check": ("", ["-m", "diplo_lib.check"]),
    "lessons": ("lab,test", ["tools/lessons.py"]),
    "test": ("lab,test", ["-m", "pytest"]),
    "kills": ("lab,test", ["-m", "pytest", "-o", "addopts=-ra", "-o", "timeout=900", "tests/test_durability.py"]),
    "test-browser": ("lab,test,browser", ["-m", "pytest", "-o", "addopts=-ra", "-o", "timeout=600", "-o", "filterwarnings=default", "tests/browser"]),
}

# JupyterLab asks about news and looks for updates over the first lesson; a claim's page should open as a page; what a
# student's lesson showed should be there when it is opened again without a kernel; and all cells of a lesson are drawn at
# once, so that the page does not jump while widgets appear and Find sees all of it.
LAB_SETTINGS = {
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
    "@jupyter-widgets/jupyterlab-manager:plugin": {"saveState": True},
    "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"},
    "@jupyterlab/docmanager-extension:plugin": {"defaultViewers": {"markdown": "Markdown Preview"}},
}


def make_environment(extras):
    """Install the course with these extras, unless that has been done from the files as they are now."""
    wanted = hashlib.sha256((ROOT / "constraints.txt").read_bytes() + (ROOT / "pyproject.toml").read_bytes())
    # one stamp for each set of extras; whoever made more than is wanted here has made this too
    for made in ENVIRONMENT.glob("made*"):
        if set(extras.split(",")) <= {"", *made.name.split("-")[1:]} and made.read_text() == wanted.hexdigest():
            return
    stamp = ENVIRONMENT / "-".join(["made", *extras.split(",")])
    print(f"Making the environment in {ENVIRONMENT.name} (the first time takes a few minutes) ...", flush=True)
    if not PYTHON.exists():
        venv.create(ENVIRONMENT, with_pip=True)
    target = f"{ROOT}[{extras}]" if extras else str(ROOT)
    install = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check"]
    subprocess.run([*install, "--constraint", ROOT / "constraints.txt", "--editable", target], check=True)
    settings = ENVIRONMENT / "share/jupyter/lab/settings/overrides.json"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(json.dumps(LAB_SETTINGS, indent=2), encoding="utf-8")
    stamp.write_text(wanted.hexdigest())


def main(arguments):
    if sys.version_info < (3, 11):
        sys.exit(f"The course needs Python 3.11 or newer; this is Python {sys.version.split()[0]}.")
    if not arguments or arguments[0] not in TASKS:
        sys.exit(f"Say which task: python course.py {' | '.join(TASKS)}")
    task, *options = arguments
    extras, command = TASKS[task]
    try:
        make_environment(extras)
    except subprocess.CalledProcessError:
        sys.exit("The environment could not be made: pip says above what is missing (most often: no network).")
    except Exception as error:
        sys.exit(f"The environment could not be made: {error}. On Debian and Ubuntu, install python3-venv first.")
    try:
        # wide lines, so that a failed test's summary keeps the place it names
        many = {"DIPLO_KILLS": "500", "DIPLO_KERNEL_KILLS": "20"} if task == "kills" else {}
        sys.exit(subprocess.run([PYTHON, *command, *options], cwd=ROOT, env={"COLUMNS": "200", **many, **os.environ}).returncode)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main(sys.argv[1:])
