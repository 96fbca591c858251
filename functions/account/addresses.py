"""Mail addresses in their one normal form."""

import re

from email_validator import EmailNotValidError, validate_email

from shared.errors import InvalidInput


def checked_address(text: str) -> str:
    """Return a mail address in ASCII and lower case, as it is stored, compared and written to.

    A person who types their address in two ways is one listener; hardly any server tells capitals apart. Raises
    InvalidInput for anything but an address of the public internet.
    """
    try:
        found = validate_email(text.strip(), check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError as error:
        raise InvalidInput(
            "This is no mail address",
            expected="one such as anna@example.com",
            found=_slip(text.strip()),
            cure="check it for a slip of the fingers",
        ) from error
    return str(found.ascii_email).lower()


def _slip(text: str) -> str:
    """Return what is wrong with an address, without repeating it."""
    if not text:
        return "nothing"
    if text.count("@") != 1:
        return "one without an @" if "@" not in text else "more than one @"
    local, _, domain = text.partition("@")
    if not local:
        return "nothing before the @"
    if "." not in domain.strip("."):
        return "no full name, such as example.com, after the @"
    if re.search(r"\s", text):
        return "a blank in it"
    return "a character or a name that no address has"


def mailbox_of(address: str) -> str:
    """Return the mailbox that a checked address most likely leads to: without the tag after a plus (RFC 5233).

    It is what mails are counted for, and nothing else: some servers have mailboxes with a plus in their names.
    """
    local, _, domain = address.rpartition("@")
    return f"{local.partition('+')[0] or local}@{domain}"
