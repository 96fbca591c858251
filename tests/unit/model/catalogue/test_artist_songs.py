"""Artists found by credits in any form."""

import numpy as np
import pytest

from shared.domain.track import Track
from shared.intake import Reading, read_text
from shared.model.catalogue.artist_songs import songs_of_artists
from shared.model.catalogue.catalogue import Catalogue
from training.catalogue import write_catalogue

SONGS = [
    ("Harbour Lights (feat. Nika)", "Orla Quist feat. Nika"),
    ("Low Tide", "Nika"),
    ("Redwood", "Tobin Ash & The Embers"),
    ("Lanterns", "Kestrel"),
    ("Déjà Bu", "Zoë Ránd"),
    ("Northbound", "The Night Ferries"),
    ("Amber Parade", "Kestrel"),
]


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory):
    path = tmp_path_factory.mktemp("artists") / "catalogue.sqlite"
    write_catalogue(path, [Track(f"spotify:track:{place:022d}", *song) for place, song in enumerate(SONGS)])
    opened = Catalogue(path, np.zeros(len(SONGS)))
    yield opened
    opened.close()


def titles(catalogue, *readings):
    """Return the titles of the songs found for one line."""
    (found,) = songs_of_artists(catalogue, [readings])
    return [entry.name for entry in found]


@pytest.mark.parametrize(
    "credit",
    [
        "Kestrel",
        "KESTREL",
        "Kestrel feat. Somebody",
        "Kestrel ft. Somebody",
        "Kestrel featuring Somebody",
        "Kestrel (feat. Somebody)",
        "Kestrel with Somebody",
        "Kestrel, Somebody",
        "Kestrel & Somebody",
        "Kestrel & The Somebodies",
        "Kestrel + Somebody",
        "Kestrel x Somebody",
        "Kestrel vs. Somebody",
        "Kestrel con Alguien",
        "Kestrel und Jemand",
        "Kestrel / Somebody",
        "Kestrel; Somebody",
        "['Kestrel', 'Somebody']",
        "Somebody feat. Kestrel",
        "Somebody, Kestrel",
    ],
)
def test_an_artist_is_known_by_a_credit_in_any_form(catalogue, credit):
    assert titles(catalogue, Reading("Unwritten", credit)) == ["Lanterns", "Amber Parade"]


@pytest.mark.parametrize(
    ("credit", "title"),
    [
        ("Tobin Ash", "Redwood"),
        ("Tobin Ash and the Embers", "Redwood"),
        ("Night Ferries", "Northbound"),
        ("zoe rand", "Déjà Bu"),
    ],
)
def test_a_credit_needs_no_band_no_article_and_no_accents(catalogue, credit, title):
    assert titles(catalogue, Reading("Unwritten", credit)) == [title]


def test_the_first_known_artist_of_a_credit_counts(catalogue):
    assert titles(catalogue, Reading("Unwritten", "Somebody, Zoë Ránd feat. Kestrel")) == ["Déjà Bu"]


def test_songs_in_which_the_artist_is_a_guest_come_last(catalogue):
    assert titles(catalogue, Reading("Unwritten", "Nika")) == ["Low Tide", "Harbour Lights (feat. Nika)"]


def test_a_guest_in_the_title_is_a_credit_too(catalogue):
    assert titles(catalogue, Reading("Unwritten (feat. Kestrel)", "Somebody")) == ["Lanterns", "Amber Parade"]


@pytest.mark.parametrize("line", ["Kestrel - Unwritten", "Unwritten - Kestrel", "Unwritten by Kestrel"])
def test_a_line_credits_its_artist_in_either_order(catalogue, line):
    (reference,) = read_text(line).references
    assert titles(catalogue, *reference.ways) == ["Lanterns", "Amber Parade"]


def test_an_unknown_artist_has_no_songs(catalogue):
    assert titles(catalogue, Reading("Lanterns", "Somebody")) == []
