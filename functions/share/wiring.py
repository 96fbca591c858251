"""The objects behind `share`, each built once per instance, when it is first needed."""

import secrets
from datetime import UTC, datetime
from functools import cache

from shared.model.model import Model
from shared.ports import ObjectStore, Records
from shared.settings.config import Settings
from shared.settings.live_model import live_model
from shared.web.rate_limits import ClientLimits
from shared.web.tokens import Tokens

from .blending import Blending
from .handler import Sharing
from .kept_pictures import KeptPictures
from .own_music import OwnMusic
from .page import Pages
from .public import Public


@cache
def settings() -> Settings:
    """Read the environment once per instance."""
    return Settings.from_environment()


@cache
def records() -> Records:
    """Connect to the records once per instance."""
    return settings().records()


@cache
def objects() -> ObjectStore:
    """Connect to the object store when the first picture is requested."""
    return settings().objects()


@cache
def pictures() -> KeptPictures:
    """Keep the pictures drawn last in memory, once per instance."""
    return KeptPictures(objects(), public().is_there)


@cache
def tokens() -> Tokens:
    """Read the secrets when the first token arrives."""
    return Tokens(*settings().signing_secrets())


@cache
def sharing() -> Sharing:
    """Build the use case of lists once per instance; the model is loaded when the first is shared."""
    return Sharing(records(), objects, _model, now=_now, new_id=_new_id)


@cache
def blending() -> Blending:
    """Build the use case of blends once per instance; the model is loaded when the first is made."""
    return Blending(records(), objects, _model, now=_now, new_id=_new_id)


@cache
def own_music() -> OwnMusic:
    """Build the use case once per instance; the model is loaded when the first picture is drawn."""
    return OwnMusic(records(), _model)


@cache
def public() -> Public:
    """Build the pages of both once per instance."""
    return Public(sharing(), blending(), settings().addresses().functions)


@cache
def pages() -> Pages:
    """Build what renders the pages once per instance."""
    return Pages(settings().addresses())


@cache
def limits() -> ClientLimits:
    """Keep the buckets of clients, once per instance."""
    return ClientLimits(settings().rate_factor, settings().forwarded_hops, tokens)


def _model() -> Model:
    return live_model(settings()).get()


def _now() -> datetime:
    return datetime.now(UTC)


def _new_id() -> str:
    return secrets.token_urlsafe(16)
