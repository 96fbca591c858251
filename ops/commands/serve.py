"""`segue serve`: the local cloud, with a demo model if nothing is published yet."""

import os
from contextlib import nullcontext
from pathlib import Path

import click

from ops.commands.options import step
from ops.local import file_descriptors
from ops.local.child import run_child
from ops.local.cloud import serve_local_cloud
from ops.local.leftovers import clear_leftovers, clear_rejected
from ops.local.preparation import preparing
from ops.local.secret import local_secret
from ops.local.site import SITE
from shared.errors import NoModel, NotFound, OutdatedModel, RefusedModel
from shared.model.artefact.store import ModelStore
from shared.settings.config import Settings
from shared.settings.live_model import live_model, model_cache

SECRET = Path("var/secret")

_ANYWHERE = {"0.0.0.0": "127.0.0.1"}  # noqa: S104 - links need one of the addresses that it stands for


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    default=8080,
    show_default=True,
    type=click.IntRange(1, 65_535),
    envvar="PORT",
    show_envvar=True,
    help="Port to listen on.",
)
@click.option("--real", is_flag=True, help="Meanwhile prepare a model of real songs, see `segue real`.")
@click.option(
    "--site",
    default=SITE,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of the pages, such as dist/site, which `make site` writes.  [default: the sources]",
)
def serve(host: str, port: int, real: bool, site: Path) -> None:
    """Serve the site and every function on one port, with embedded storage.

    Example: segue serve --port 8080
    """
    if real and site != SITE:
        raise click.UsageError("--real tells on the sources' pages how far it is: leave out --site")
    file_descriptors.allow()  # before a model is trained
    if not os.environ.get("SEGUE_SECRET"):
        os.environ["SEGUE_SECRET"] = local_secret(SECRET)
    os.environ.setdefault("SEGUE_SITE_URL", f"http://{_ANYWHERE.get(host, host)}:{port}")
    settings = Settings.from_environment()
    if cleared := clear_leftovers(settings.objects(), model_cache(), SECRET):
        step(f"{cleared:,} files that killed processes had left are deleted")
    if expired := clear_rejected(settings.objects()):
        step(f"{expired:,} messages that were rejected long ago are deleted")
    ensure_model(ModelStore(settings.objects()), of_this_machine=settings.objects_url.startswith("file:"))
    with preparing(lambda: live_model(settings).get().version) if real else nullcontext() as preparation:
        serve_local_cloud(host, port, settings, preparation, site.resolve())


def ensure_model(store: ModelStore, *, of_this_machine: bool = True) -> None:
    """Train and publish the demo model if none is published, or if the one to serve is of an older Segue.

    An outdated model is replaced in this machine's own store only, as others may serve it from a shared one. It is
    reported, and so is a damaged pointer. The demo is trained in a process of its own: the server's never holds
    what training loads.
    """
    try:
        store.served()
    except NoModel:
        step("no model is published yet: inventing songs and training on them, once; half a minute")
        run_child("demo", "--publish")
    except OutdatedModel as error:
        click.echo(f"segue: {error}", err=True)
        if of_this_machine:
            step("until then songs are invented, and a model is trained on them; half a minute")
            run_child("demo", "--publish")
    except (NotFound, RefusedModel) as error:  # the newest model that can be is served, see LiveModel
        click.echo(f"segue: {error}", err=True)
