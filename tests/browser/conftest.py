"""JupyterLab on a copy of the course, and Debian's Chromium to look at it."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent.parent
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
SCREENSHOTS = ROOT / ".diplo" / "screenshots"


@pytest.fixture(scope="session")
def course(tmp_path_factory):
    """A folder as a student has it: the lessons in `my_course`, the pages of claims beside it."""
    folder = tmp_path_factory.mktemp("course")
    shutil.copytree(ROOT / "notebooks", folder / "my_course", ignore=shutil.ignore_patterns(".ipynb_checkpoints", "my_work"))
    shutil.copytree(ROOT / "data", folder / "data")
    return folder


@pytest.fixture(scope="session")
def lab(course):
    """The address of a running JupyterLab, without its news and with the settings that `make lab` gives."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = ["--no-browser", "--allow-root", f"--port={port}", "--ServerApp.ip=127.0.0.1", f"--ServerApp.root_dir={course}"]
    log = open(course / "lab.log", "w")
    server = subprocess.Popen(
        [sys.executable, "-m", "jupyterlab", *options, "--IdentityProvider.token=test"],
        # nobody's own settings, and no tabs of an earlier session
        env={**os.environ, "DIPLO_WORK": "", "DIPLO_RAISE": "", "JUPYTERLAB_SETTINGS_DIR": str(course / "settings"),
             "JUPYTERLAB_WORKSPACES_DIR": str(course / "workspaces")},
        stdout=log,
        stderr=log,
    )
    address = f"http://127.0.0.1:{port}"
    for _ in range(120):
        try:
            urllib.request.urlopen(f"{address}/api?token=test", timeout=2)
            break
        except OSError:
            time.sleep(0.5)
    else:
        pytest.fail(f"JupyterLab did not start: {(course / 'lab.log').read_text()[-2000:]}")
    yield address
    server.terminate()
    server.wait(timeout=20)
    log.close()


@pytest.fixture
def page(lab):
    if not CHROMIUM:
        pytest.fail("Chromium is missing; install it, on Debian and Ubuntu with: apt-get install chromium")
    flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", "--disable-sync"]  # fmt: skip
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        opened = browser.new_page(viewport={"width": 1280, "height": 720})
        opened.asked = []
        opened.on("request", lambda request: opened.asked.append(request.url))
        yield opened
        browser.close()


@pytest.fixture
def kernels(lab):
    """Stop every kernel: what a power cut leaves behind."""

    def stop():
        listed = json.load(urllib.request.urlopen(f"{lab}/api/kernels?token=test"))
        for kernel in listed:
            urllib.request.urlopen(urllib.request.Request(f"{lab}/api/kernels/{kernel['id']}?token=test", method="DELETE"))

    return stop
