"""The name of an artist's number, from a credit that has it: no table of names is kept beside the credits."""

from collections.abc import Sequence

from shared.domain.names import credited_artists, fold, leading_name


def names_of_credit(credit: str, artists: Sequence[int]) -> dict[int, str]:
    """Return the name of each artist of a credit; `artists` are their numbers, in the order of the credit.

    The members of a name with a comma, such as "Earth, Wind & Fire", all have the whole name.
    """
    distinct: dict[str, str] = {}
    for name in credited_artists(credit):
        if folded := fold(name):
            distinct.setdefault(folded, name)
    band = leading_name(credit)
    is_band = band not in distinct.values()
    return {
        artist: band if is_band and folded in fold(band) else name
        for artist, (folded, name) in zip(artists, distinct.items(), strict=False)
    }
