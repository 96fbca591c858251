"""Build the report's sections on the trained model: quality, the choice of K, the clusters and the map."""

import numpy as np

from training.evaluate.metrics import METRICS
from training.fit.clusters import Criterion
from training.report.figures import chart, label, new_figure
from training.report.page import Chart, Section, Table
from training.train import Trained


def model_sections(trained: Trained) -> list[Section]:
    """Build the sections on quality, the choice of K, the clusters and the map, in this order."""
    return [_quality(trained), _choice_of_k(trained), _clusters(trained), _map(trained)]


def _quality(trained: Trained) -> Section:
    rows: list[list[str | int | float]] = [
        [method, kind, *(str(values[name]) for name in METRICS)]
        for method, kinds in trained.table.items()
        for kind, values in kinds.items()
    ]
    return Section(
        "How good the model is",
        "Playlists were held out before anything was learned. Each gave some of its songs; methods had to guess"
        " the others with 500 recommendations. Means with 95 % intervals over playlists. R-precision and NDCG:"
        " more is better; clicks: fewer.",
        [Table(["method", "given", "R-precision", "NDCG@500", "clicks"], rows)],
    )


def _choice_of_k(trained: Trained) -> Section:
    criteria = trained.clustering.clusters.criteria
    rows = [
        [str(each.k), f"{each.silhouette:.3f}", f"{each.davies_bouldin:.3f}", f"{each.calinski_harabasz:.0f}"]
        for each in criteria
    ]
    chosen = len(trained.clustering.names)
    return Section(
        "How many clusters",
        f"K = {chosen} has the best mean rank over the three criteria.",
        [
            _curves(criteria, chosen),
            Table(["K", "silhouette (more)", "Davies-Bouldin (less)", "Calinski-Harabasz (more)"], rows),
        ],
    )


def _curves(criteria: tuple[Criterion, ...], chosen: int) -> Chart:
    curves = {
        "silhouette (more is better)": [each.silhouette for each in criteria],
        "Davies-Bouldin (less is better)": [each.davies_bouldin for each in criteria],
        "Calinski-Harabasz (more is better)": [each.calinski_harabasz for each in criteria],
    }
    ks = [each.k for each in criteria]
    with new_figure(columns=3) as (figure, axes):
        for panel, (name, values) in zip(axes, curves.items(), strict=True):
            panel.plot(ks, values, marker="o", markersize=3)
            panel.axvline(chosen, linestyle=":", color="grey")
            panel.set(title=name, xlabel="K")
        return chart(figure, f"The three criteria for every K tried; the dotted line is the K chosen, {chosen}.")


def _clusters(trained: Trained) -> Section:
    rows: list[list[str | int | float]] = [
        [cluster.name, ", ".join(cluster.words), ", ".join(cluster.sound), cluster.playlists]
        for cluster in sorted(trained.clustering.names, key=lambda cluster: -cluster.playlists)
    ]
    return Section(
        "The clusters",
        "Playlists of songs that are liked together, named by what sets them apart.",
        [Table(["cluster", "words", "sound", "playlists"], rows, bars=True)],
    )


def _map(trained: Trained) -> Section:
    points = trained.atlas.points
    with new_figure(height=8.0) as (figure, axes):
        panel = axes[0]
        for cluster in trained.clustering.names:
            mine = trained.map_clusters == cluster.id
            name = label(f"{cluster.name} ({np.count_nonzero(mine):,})")
            panel.scatter(points[mine, 0], points[mine, 1], s=2, linewidths=0, rasterized=True, label=name)
        panel.set(xticks=[], yticks=[], aspect="equal")
        panel.spines[:].set_visible(False)
        figure.legend(loc="outside lower center", ncols=2, markerscale=5, frameon=False)
        picture = chart(figure, f"{len(points):,} tracks; near each other means {_near(trained)}.")
    return Section("The music map", "Drawn with openTSNE, coloured by cluster.", [picture])


def _near(trained: Trained) -> str:
    return "liked together and sounding alike" if trained.manifest.known_features else "liked together"
