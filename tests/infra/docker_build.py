"""A Dockerfile and what a builder does with it, without a builder: COPY into a folder, RUN pip in a virtualenv."""

import json
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from deployed import ROOT

DOCKERFILE = ROOT / "Dockerfile"
HOME = "/segue"
"""The folder of everything in the image."""


def instructions(path: Path) -> list[tuple[str, str]]:
    """Return the instructions of a Dockerfile with their arguments, each on one line."""
    text = re.sub(r"^#.*\n", "", path.read_text(), flags=re.MULTILINE).replace("\\\n", " ")
    return [(word, rest.strip()) for word, _, rest in (line.partition(" ") for line in text.splitlines()) if word]


def arguments(path: Path, instruction: str) -> list[str]:
    """Return the arguments of every such instruction of a Dockerfile."""
    return [rest for word, rest in instructions(path) if word == instruction]


def copied(path: Path) -> list[str]:
    """Return what a Dockerfile copies from the builder's folder."""
    return [source for line in arguments(path, "COPY") for source in line.split()[:-1]]


def sent() -> list[str]:
    """Return what .dockerignore lets a builder have; everything else stays behind."""
    lines = [line for line in (ROOT / ".dockerignore").read_text().splitlines() if not line.startswith("#")]
    assert lines[0] == "*"
    return sorted(line[1:] for line in lines if line.startswith("!"))


@dataclass(frozen=True)
class Image:
    """The result of a Dockerfile's steps: the folder that is /segue in an image, and the virtualenv beside it."""

    folder: Path
    venv: Path

    def environment(self) -> dict[str, str]:
        """Return the variables of a container, and no other of this process."""
        given = {
            name: value
            for line in arguments(DOCKERFILE, "ENV")
            for name, value in re.findall(r"(\w+)=(\S+)", line)
        }
        return given | {"PATH": f"{self.venv / 'bin'}:/usr/bin:/bin", "TMPDIR": str(self.folder.parent)}

    def command(self) -> list[str]:
        """Return the command that a container runs."""
        entry, words = (json.loads(arguments(DOCKERFILE, each)[0]) for each in ("ENTRYPOINT", "CMD"))
        return [each.replace(HOME, str(self.folder)) for each in (*entry, *words)]

    def health_check(self) -> list[str]:
        """Return the command that says whether a container is healthy."""
        _, _, command = arguments(DOCKERFILE, "HEALTHCHECK")[0].partition(" CMD ")
        return [each.replace(HOME, str(self.folder)) for each in json.loads(command)]


def build(parent: Path) -> Image:
    """Take the Dockerfile's steps: what it copies goes into a folder, what pip installs into a new virtualenv.

    uv does what pip would, in a tenth of the time. Users, ownership and volumes are left to a real builder.
    """
    image = Image(parent / "segue", parent / "venv")
    subprocess.run([_uv(), "venv", "--quiet", "--python", sys.executable, image.venv], check=True)
    image.folder.mkdir()
    for word, rest in instructions(DOCKERFILE):
        if word == "COPY":
            _copy(rest, image.folder)
        elif word == "RUN":
            _install(rest, image)
    return image


def _copy(line: str, folder: Path) -> None:
    *sources, target = line.split()
    for source in sources:
        assert source in sent()
        to = folder / target / Path(source).name if target.endswith("/") else folder / target
        to.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / source).is_dir():
            shutil.copytree(ROOT / source, to, ignore=shutil.ignore_patterns("__pycache__", "*.pyc"))
        else:
            shutil.copy(ROOT / source, to)


def _install(line: str, image: Image) -> None:
    for words in (command.split() for command in line.split("&&")):
        if words[:2] == ["pip", "install"]:
            options = [word for word in words[2:] if word != "--no-cache-dir"]
            command = [_uv(), "pip", "install", "--quiet", "--python", image.venv, *options]
            subprocess.run(command, cwd=image.folder, check=True)


def _uv() -> Path:
    return Path(sys.executable).with_name("uv")
