"""Checks of the sender's domain: SPF (RFC 7208), DKIM (RFC 6376), DMARC (RFC 7489), as receivers look."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from dns.exception import DNSException
from dns.resolver import NXDOMAIN, NoAnswer, NoResolverConfiguration, Resolver

from ops.doctor.findings import Finding, NotChecked, Unsound, demand, found
from shared.adapters.mime import sender_of
from shared.settings.config import Settings

TIMEOUT_SECONDS = 5.0
"""Timeout of one look-up, with all its tries."""

SENDGRIDS_SELECTORS = ("s1", "s2")

SELECTORS = (*SENDGRIDS_SELECTORS, *"default dkim mail selector1 selector2 google k1 k2 smtp".split())
"""Names under which relays keep their keys: DNS does not list those of a domain."""

_ABOUT = "docs/operations.md#the-senders-domain says what to enter"


def examine_sender(settings: Settings, resolver: Callable[[], Resolver]) -> Iterator[Finding]:
    """Look up the records of the domain that mails come from; nothing for the outbox, whose mails reach nobody."""
    if settings.mail_url.startswith("outbox:"):
        return
    domain = sender_of(settings.mail_from).domain
    names = _Names(resolver)
    is_sendgrid = settings.mail_url.startswith("sendgrid:")
    if not is_sendgrid:
        envelope = settings.mail_bounces.rpartition("@")[2] or domain
        yield found(f"SPF of {envelope}", partial(_spf, names, envelope))
    selectors = SENDGRIDS_SELECTORS if is_sendgrid else SELECTORS
    yield found(f"DKIM of {domain}", partial(_dkim, names, domain, selectors, certain=is_sendgrid))
    yield found(f"DMARC of {domain}", partial(_dmarc, names, domain))


def default_resolver() -> Resolver:
    """Return the resolver of this machine. Raises NotChecked where none is configured."""
    try:
        return Resolver()
    except NoResolverConfiguration as error:
        raise NotChecked("this machine names no DNS server") from error


class _Names:
    """Texts of DNS names; the resolver is built at the first look-up."""

    def __init__(self, resolver: Callable[[], Resolver]) -> None:
        self._resolver = resolver

    def texts(self, name: str) -> list[str]:
        """Return the TXT records at a name, none if there is no such name. Raises NotChecked without an answer."""
        resolver = self._resolver()
        try:
            answer = resolver.resolve(name, "TXT", lifetime=TIMEOUT_SECONDS)
        except (NXDOMAIN, NoAnswer):
            self._demand_the_world(resolver)
            return []
        except DNSException as error:
            raise NotChecked(f"no DNS server answers for {name} ({type(error).__name__})") from error
        return [b"".join(record.strings).decode(errors="replace") for record in answer]

    @staticmethod
    def _demand_the_world(resolver: Resolver) -> None:
        """Raise NotChecked where the server does not know the root: machines without a network have such."""
        try:
            resolver.resolve(".", "NS", lifetime=TIMEOUT_SECONDS)
        except DNSException as error:
            raise NotChecked("the DNS server here knows no names of the internet") from error


def _spf(names: _Names, domain: str) -> str:
    records = [text for text in names.texts(domain) if re.match(r"v=spf1(\s|$)", text, re.IGNORECASE)]
    demand(
        len(records) == 1,
        f"{domain} does not say which servers send for it",
        expected="one TXT record that begins with v=spf1",
        found=f"{len(records)} of them" if records else "none",
        cure=_ABOUT,
    )
    (record,) = records
    is_open = re.search(r"(\s|\+)all\b", record.lower()) is not None
    demand(not is_open, f"{domain} lets every server send for it", expected="~all or -all", found=record)
    return record


def _dkim(names: _Names, domain: str, selectors: Sequence[str], *, certain: bool) -> str:
    """Look for a key under the selectors. Raises NotChecked if there is none and others are possible."""
    with_key = [each for each in selectors if _has_key(names.texts(f"{each}._domainkey.{domain}"))]
    if with_key:
        return f"a key at {', '.join(f'{each}._domainkey' for each in with_key)}"
    tried = ", ".join(selectors)
    if not certain:
        raise NotChecked(f"no key is at any of {tried}, and only your relay knows another name; {_ABOUT}")
    raise Unsound(
        f"No key signs mails of {domain}",
        expected=f"a CNAME at {selectors[0]}._domainkey.{domain}, and the others that SendGrid shows",
        found="none",
        cure=_ABOUT,
    )


def _has_key(texts: Sequence[str]) -> bool:
    return any(re.search(r"\bp=[A-Za-z0-9+/]", text.replace(" ", "")) for text in texts)


def _dmarc(names: _Names, domain: str) -> str:
    """Look for the policy at the domain, then at those above it, as receivers do."""
    parts = domain.split(".")
    for place in range(max(1, len(parts) - 1)):
        above = ".".join(parts[place:])
        records = [text for text in names.texts(f"_dmarc.{above}") if text.lower().startswith("v=dmarc1")]
        if not records:
            continue
        policy = re.search(r";\s*p\s*=\s*(none|quarantine|reject)\b", records[0].lower())
        is_sound = len(records) == 1 and policy is not None
        expected = "one record with p=none, p=quarantine or p=reject"
        demand(is_sound, f"_dmarc.{above} is no policy", expected=expected, found="; ".join(records), cure=_ABOUT)
        return records[0]
    raise Unsound(
        f"{domain} says nothing of mail that is forged in its name",
        expected=f"a TXT record at _dmarc.{domain}, to begin with v=DMARC1; p=none",
        found="none",
        cure=_ABOUT,
    )
