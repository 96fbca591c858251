"""Costs on Google Cloud: `python -m bench.cost --processor-ms 10 …`."""

import click

from bench.cost import calls, flood, month
from bench.cost.instances import Measured, table


@click.command()
@click.option("--processor-ms", type=float, required=True, help="Processor time of a request.")
@click.option("--memory-mib", type=float, required=True, help="Memory of a process with its model.")
@click.option("--start-ms", type=float, required=True, help="Process start to first answer on two processors.")
@click.option(
    "--cores-used", type=float, default=1.0, show_default=True, help="Kept busy by many at once, of two."
)
@click.option("--waiting-ms", type=float, default=40.0, show_default=True, help="For Firestore and Pub/Sub.")
@click.option(
    "--cold-share", type=float, default=0.001, show_default=True, help="Requests that start an instance."
)
def main(**figures: float) -> None:
    """Print the cost of a million recommendations by instance size, of other calls, of floods, and of months."""
    tables = (table(Measured(**figures)), calls.table(), flood.table(), flood.ceilings(), month.table())
    click.echo("\n\n".join(tables))


if __name__ == "__main__":
    main()
