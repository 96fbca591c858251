"""`segue bundle`: write the zip that a function is deployed from."""

from pathlib import Path

import click

from ops.bundling.archive import bundle as bundled
from ops.bundling.archive import function_names


@click.command()
@click.argument("name", required=False)
@click.option("--all", "all_functions", is_flag=True, help="Every function there is.")
@click.option("--out", type=click.Path(path_type=Path), default="dist", show_default=True, help="Where to write.")
def bundle(name: str | None, all_functions: bool, out: Path) -> None:
    """Write OUT/NAME.zip: the function NAME, `shared/`, and its pinned requirements.

    The same sources make the same bytes, so that a deployment changes nothing that is the same.

    Example: segue bundle --all
    """
    if all_functions == bool(name):
        raise click.UsageError("expected the name of one function, or --all")
    out.mkdir(parents=True, exist_ok=True)
    for function in function_names() if all_functions else [str(name)]:
        made = bundled(function)
        path = out / f"{function}.zip"
        path.write_bytes(made.data)
        click.echo(f"{path}  {len(made.data) / 1024:,.0f} kB  sha256 {made.sha256[:16]}")
