"""Mail addresses in their one normal form."""

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
            "Field address cannot be used", expected="a mail address such as anna@example.com", found="another"
        ) from error
    return str(found.ascii_email).lower()


def mailbox_of(address: str) -> str:
    """Return the mailbox that a checked address most likely leads to: without the tag after a plus (RFC 5233).

    It is what mails are counted for, and nothing else: some servers have mailboxes with a plus in their names.
    """
    local, _, domain = address.rpartition("@")
    return f"{local.partition('+')[0] or local}@{domain}"
