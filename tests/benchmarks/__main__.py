"""Speed and memory, measured in one run and printed as one table: `python -m tests.benchmarks`.

Machines differ and are noisy: what can be told as a ratio to a bare library call in the same run is told so. Nothing
here is a test; the last column says whether the figure meets its aim.
"""

import tempfile
from pathlib import Path

from tests.benchmarks.answering import answering_figures
from tests.benchmarks.embedding import embedding_figures
from tests.benchmarks.figures import Figure, table
from tests.benchmarks.ingesting import ingesting_figures
from tests.benchmarks.reading import reading_figures
from tests.benchmarks.redacting import redacting_figures
from tests.benchmarks.secretariat import secretariat_figures
from tests.benchmarks.serving import serving_figures
from tests.benchmarks.starting import starting_figures
from tests.benchmarks.telegram import telegram_figures


def main() -> None:
    """Measure everything, each part in processes of its own, and print the table."""
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        figures += starting_figures(data)
        figures += answering_figures(data)
        figures += serving_figures(data)
        figures += telegram_figures(data)
        figures += embedding_figures(data)
        figures += ingesting_figures(data)
        figures += secretariat_figures(data)
    figures += reading_figures()
    figures += redacting_figures()
    print(table(figures))


main()
