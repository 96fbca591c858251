"""`segue deploy`: list before `terraform apply` what it would fail at."""

from pathlib import Path

import click

from shared.errors import InvalidSettings


@click.group()
def deploy() -> None:
    """Check what `terraform apply` needs.

    Example: segue deploy check terraform/environments/prod
    """


@deploy.command()
@click.argument("environment", type=click.Path(path_type=Path, resolve_path=True))
@click.option("--state", default="", help="Bucket of Terraform's state, by default PROJECT-state.")
@click.pass_obj
def check(connect: object, environment: Path, state: str) -> None:
    """List what `terraform apply` in the folder ENVIRONMENT would fail at, with cures; exit with code 1 if so.

    It changes nothing: it reads terraform.tfvars, and the project by your application default credentials. It says
    what it could not check, such as what you are not permitted to see.

    Example: segue deploy check terraform/environments/prod
    """
    try:
        from ops.deploy.checks import before_apply
        from ops.deploy.google_rest import GoogleRest
    except ModuleNotFoundError as error:
        raise InvalidSettings(
            "Google's libraries are not installed", found=str(error.name), cure="run `make install`"
        ) from error
    healthy = True
    for finding in before_apply(environment, state, connect if callable(connect) else GoogleRest):
        healthy = healthy and finding.healthy is not False
        click.echo(str(finding))
    if not healthy:
        raise SystemExit(1)
