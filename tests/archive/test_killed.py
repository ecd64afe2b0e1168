"""Killed at any moment: what was acknowledged is there once, and the archive opens.

``LAUTWEM_KILLS=100`` kills the whole command that often too, and on PostgreSQL (some minutes).
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import articles
import pytest
import sqlalchemy as sa

from lautwem import schema as wire
from lautwem.archive import open_archive

KILLS = int(os.environ.get("LAUTWEM_KILLS", "0"))
ARTICLES = 60


@pytest.fixture
def readings(tmp_path: Path) -> Path:
    path = tmp_path / "readings.jsonl"
    lines = [wire.encode(articles.reading(n, url=f"https://example.org/{n}")) for n in range(4)]
    path.write_bytes(b"\n".join(lines))
    return path


def test_a_process_killed_a_hundred_times_loses_nothing(address: str, readings: Path) -> None:
    script = Path(__file__).with_name("killed.py")
    times = max(KILLS, 20 if "://" in address else 100)
    command = [sys.executable, str(script), address, str(readings), str(times)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    assert result["lost"] == result["broken"] == 0
    assert result["gone_on"]
    assert result["interrupted"] > 0, "some must be killed at work"


def test_the_command_killed_with_all_its_processes_loses_nothing(
    address: str, tmp_path: Path
) -> None:
    source = tmp_path / "all.jsonl"
    given = [articles.reading(n % 3, url=f"https://example.org/{n}") for n in range(ARTICLES)]
    source.write_bytes(b"\n".join(map(wire.encode, given)))
    command = [sys.executable, "-m", "lautwem", "add", str(source), "--archive", address]
    command += ["--format", "json", "--jobs", "2"]
    chance, acknowledged = random.Random(7), set()
    for round_ in range(max(KILLS, 1 if "://" in address else 3)):
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
        ) as running:
            if round_ % 2 == 0:  # at work: soon after the first is acknowledged
                acknowledged.update(_told([running.stdout.readline()]))
                time.sleep(chance.uniform(0, 0.2))
            else:
                time.sleep(chance.uniform(0, 2))
            os.killpg(running.pid, signal.SIGKILL)
            acknowledged.update(_told(running.stdout.readlines()))
        if Path(address).exists() or "://" in address:
            _check(address, acknowledged)
    done = subprocess.run(command, capture_output=True, timeout=600)
    assert done.returncode == 0, done.stderr
    _check(address, {reading.article.id for reading in given})
    with open_archive(address) as archive, archive.looking() as connection:
        assert connection.execute(sa.text("SELECT count(*) FROM version")).scalar() == ARTICLES


def _told(lines: list[bytes]) -> set[str]:
    return {json.loads(line)["id"] for line in lines if line.endswith(b"\n")}


def _check(address: str, acknowledged: set[str]) -> None:
    if not acknowledged:
        return
    with open_archive(address) as archive, archive.looking() as connection:
        found = connection.execute(sa.text("SELECT reading_id FROM version")).scalars().all()
        assert len(found) == len(set(found))
        assert acknowledged <= set(found)
        if archive.is_sqlite:
            assert connection.execute(sa.text("PRAGMA quick_check")).scalar() == "ok"
