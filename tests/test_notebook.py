"""The notebook for researchers runs from top to bottom and shows what it promises."""

from pathlib import Path

import pytest

nbformat = pytest.importorskip("nbformat")
nbclient = pytest.importorskip("nbclient")
pytest.importorskip("pandas")
pytest.importorskip("matplotlib")

DOCS = Path(__file__).parent.parent / "docs"


@pytest.fixture(scope="module")
def executed():
    notebook = nbformat.read(DOCS / "researchers.ipynb", as_version=4)
    place = {"metadata": {"path": str(DOCS)}}
    nbclient.NotebookClient(notebook, timeout=300, kernel_name="python3", resources=place).execute()
    return notebook


def outputs(notebook) -> list:
    return [output for cell in notebook.cells for output in cell.get("outputs", ())]


def test_it_counts_every_sample(executed) -> None:
    first = outputs(executed)[0]["data"]["text/plain"]
    samples = [
        p for p in (DOCS.parent / "samples").rglob("[0-9]*") if p.suffix in (".txt", ".html")
    ]
    articles = next(line.split()[1] for line in first.splitlines() if "articles" in line)
    assert int(articles) >= len(samples) > 0


def test_it_draws_its_four_plots(executed) -> None:
    assert sum("image/png" in output.get("data", {}) for output in outputs(executed)) == 4


def test_the_stored_outputs_are_of_today_s_code(executed) -> None:
    stored = outputs(nbformat.read(DOCS / "researchers.ipynb", as_version=4))
    assert [o["output_type"] for o in stored] == [o["output_type"] for o in outputs(executed)]
