"""A Ray cluster of two nodes on this machine, one of which is killed while it reads."""

import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import many
import msgspec
import pytest

pytest.importorskip("pyarrow", reason="bulk needs pyarrow: pip install lautwem[bulk]")
pytest.importorskip("daft", reason="bulk needs daft: pip install lautwem[bulk]")
pytest.importorskip("ray", reason="a cluster needs ray: pip install lautwem[bulk]")

COUNT = 120


@pytest.fixture
def cluster(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A head without cores and two nodes with one each, all on the loopback."""
    from ray.cluster_utils import Cluster

    monkeypatch.setenv("RAY_USAGE_STATS_ENABLED", "0")
    monkeypatch.setenv("RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER", "0")
    made = Cluster(
        initialize_head=True,
        head_node_args={"num_cpus": 1, "node_ip_address": "127.0.0.1", "include_dashboard": False},
    )
    made.second = made.add_node(num_cpus=1, node_ip_address="127.0.0.1")
    made.wait_for_nodes(timeout=30)
    yield made
    made.shutdown()


def test_a_node_is_killed_and_nothing_is_lost_or_doubled(cluster: Any, tmp_path: Path) -> None:
    source = many.write(tmp_path / "a.jsonl", COUNT)
    out = tmp_path / "out"
    command = [sys.executable, "-m", "lautwem", "bulk", str(source), "--out", str(out),
               "--engine", "rules", "--part-size", "4", "--cluster", cluster.address,
               "--format", "json"]  # fmt: skip
    run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    done = out / ".lautwem" / "done"
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and run.poll() is None:
        if done.is_dir() and len(list(done.iterdir())) >= 4:
            break
        time.sleep(0.05)
    before = len(list(done.iterdir()))
    cluster.remove_node(cluster.second, allow_graceful=False)
    stdout, stderr = run.communicate(timeout=120)
    assert run.returncode == 0, stderr
    assert before < COUNT / 4, "the run was over before the node was killed"
    assert msgspec.json.decode(stdout)["articles"] == COUNT
    assert many.titles(out) == Counter({f"Entwurf {n}": 1 for n in range(COUNT)})


def test_a_cluster_that_is_not_there(tmp_path: Path) -> None:
    source = many.write(tmp_path / "a.jsonl", 1)
    refused = subprocess.run(
        [sys.executable, "-m", "lautwem", "bulk", str(source), "--out", str(tmp_path / "o"),
         "--cluster", "127.0.0.1:1"],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert refused.returncode == 2
    assert "E702: " in refused.stderr
    assert "Traceback" not in refused.stderr
