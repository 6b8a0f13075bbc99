"""What a serving process does by itself, for as long as it runs."""

import threading
import time

from assistant.clustering import Clustering
from assistant.desk import Desk

_PURGE_EVERY_SECONDS = 3600
_CLUSTER_EVERY_SECONDS = 600


def keep_clusters(clustering: Clustering) -> None:
    """Bring the clusters up to date every ten minutes, for as long as the process runs."""

    def cluster() -> None:
        while True:
            time.sleep(_CLUSTER_EVERY_SECONDS)
            clustering.start()

    threading.Thread(target=cluster, name="keep-clusters", daemon=True).start()


def keep_retention(desk: Desk, days: int) -> None:
    """Delete what is past the retention period every hour, for as long as the process runs."""

    def purge() -> None:
        while True:
            time.sleep(_PURGE_EVERY_SECONDS)
            desk.erase_older_than(days)

    threading.Thread(target=purge, name="retention", daemon=True).start()
