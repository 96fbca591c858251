"""What a mail address is, and the one way it is written here."""

from email_validator import EmailNotValidError, validate_email

from shared.errors import InvalidInput


def checked_address(text: str) -> str:
    """Give a mail address in ASCII and lower case, as it is kept, compared and written to.

    One person who types her address in two ways is one listener; servers that tell capitals apart are a legend.
    Raises InvalidInput for what is no address of the public internet.
    """
    try:
        found = validate_email(text.strip(), check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError as error:
        raise InvalidInput(
            "Field address cannot be used", expected="a mail address such as anna@example.com", found="another"
        ) from error
    return str(found.ascii_email).lower()
