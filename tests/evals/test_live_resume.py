"""A live run that is killed goes on where it stopped: nothing is lost, next to nothing is asked twice."""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from avow.evals.cases import FOLDER
from avow.evals.suites.robustness import CARRIER, EMPLOYER, FAITHFUL

CASES = 300
CONCURRENCY = 12
LATENCY = 0.03


class Model(ThreadingHTTPServer):
    """Answers every request with the same faithful answer, and counts them."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.count = 0
        self.lock = threading.Lock()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["content-length"]))
        server = self.server
        assert isinstance(server, Model)
        with server.lock:
            server.count += 1
        time.sleep(LATENCY)
        claims = [
            {"cites": ["A1"], "quote": "I have pruned apple trees for six seasons."},
            {"cites": ["A2"], "quote": "I want to run an orchard of old sorts one day."},
        ]
        reply = {
            "sentences": [{"text": FAITHFUL, "claims": claims}],
            "left_out": [],
            "fit": {"level": "aligned", "reason": "both want old sorts"},
            "wanted": [],
        }
        body = json.dumps(
            {
                "object": "chat.completion",
                "choices": [
                    {
                        "index": 0,
                        "finish_reason": "stop",
                        "message": {"role": "assistant", "content": json.dumps(reply)},
                    }
                ],
                "usage": {"prompt_tokens": 10, "completion_tokens": 10, "total_tokens": 20},
            }
        ).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the test counts, it does not watch."""


def cases(folder: Path) -> None:
    for name in ("labelled", "robustness"):
        shutil.copytree(FOLDER / name, folder / name)
    shutil.copy(FOLDER / "gates.toml", folder / "gates.toml")
    (folder / "cases").mkdir()
    expect = {
        "fit": "aligned",
        "status": "accepted",
        "aspiration": "run an orchard of old sorts",
        "avoid": [],
    }
    with (folder / "cases" / "many.jsonl").open("w") as file:
        for number in range(CASES):
            brief = {
                **CARRIER,
                "company": EMPLOYER,
                "question": f"What are your aspirations, candidate {number}?",
            }
            row = {"id": f"ma-{number:03d}", "split": "held", "tags": ["special:none"], "brief": brief}
            file.write(json.dumps({**row, "expect": expect}) + "\n")


@pytest.mark.slow
def test_kill_at_half_and_resume(tmp_path: Path) -> None:
    cases(tmp_path)
    server = Model()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    command = [
        sys.executable, "-c", "from avow.cli import main; main()", "eval",
        "--suite", "rewrites", "--model", "some-model", "--verifier", "none",
        "--base-url", f"http://127.0.0.1:{server.server_address[1]}/v1",
        "--data", str(tmp_path), "--run", str(tmp_path / "run"), "--concurrency", str(CONCURRENCY), "--json",
    ]  # fmt: skip
    env = {k: v for k, v in os.environ.items() if not k.startswith(("OPENAI_", "AVOW_"))}
    try:
        first = subprocess.Popen(
            command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
        )
        deadline = time.monotonic() + 60
        while server.count < CASES // 2:
            assert first.poll() is None, first.stderr and first.stderr.read().decode()
            assert time.monotonic() < deadline, server.count
            time.sleep(0.005)
        os.killpg(first.pid, signal.SIGKILL)
        first.communicate()
        asked = server.count
        assert CASES // 2 <= asked < CASES
        second = subprocess.run(command, env=env, capture_output=True, text=True, timeout=120, check=False)
    finally:
        server.shutdown()
        server.server_close()
    assert second.returncode == 0, second.stderr
    run = json.loads(second.stdout)["runs"][0]
    assert (run["planned"], run["attempted"], run["scored"], run["errored"]) == (CASES, CASES, CASES, 0)
    assert CASES <= server.count <= CASES + CONCURRENCY


@pytest.mark.slow
def test_a_live_run_wants_a_run_file(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from avow.cli import main; main()", "eval", "--model", "some-model"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "--run" in done.stderr
    assert done.stdout == ""


@pytest.mark.slow
def test_the_same_through_a_batch_api(tmp_path: Path) -> None:
    cases(tmp_path)
    tool = Path(__file__).parents[2] / "tools" / "batch_server.py"
    server = subprocess.Popen(
        [sys.executable, str(tool), "{}"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert server.stdout is not None
    env = {k: v for k, v in os.environ.items() if not k.startswith(("OPENAI_", "AVOW_"))}
    try:
        port = int(server.stdout.readline())
        command = [
            sys.executable, "-c", "from avow.cli import main; main()", "eval",
            "--suite", "rewrites", "--limit", "10", "--provider", "batch-api", "--model", "some-model",
            "--verifier", "none", "--base-url", f"http://127.0.0.1:{port}/v1",
            "--data", str(tmp_path), "--run", str(tmp_path / "run"), "--json",
        ]  # fmt: skip
        done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=120, check=False)
    finally:
        server.communicate(timeout=10)
    assert done.returncode == 0, done.stderr
    run = json.loads(done.stdout)["runs"][0]
    assert (run["provider"], run["planned"], run["scored"]) == ("batch-api", 10, 10)
    assert b'"state":"done"' in (tmp_path / "run").read_bytes()
