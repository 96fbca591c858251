"""A DNS server on loopback: it answers TXT and CNAME from a table, and can fail or keep silent."""

import socketserver
import threading

import dns.flags
import dns.message
import dns.name
import dns.rcode
import dns.rdatatype
import dns.resolver
import dns.rrset


class DnsServer:
    """`texts` maps a name to its TXT records, `aliases` one to another; `fails` makes each answer SERVFAIL."""

    def __init__(
        self,
        texts: dict[str, list[str]],
        aliases: dict[str, str] | None = None,
        *,
        fails: bool = False,
        silent: bool = False,
        knows_the_world: bool = True,
    ) -> None:
        self.texts, self.aliases, self.fails, self.silent = texts, aliases or {}, fails, silent
        self.knows_the_world = knows_the_world
        self.asked: list[str] = []

    def __enter__(self) -> "DnsServer":
        self._server = socketserver.UDPServer(("127.0.0.1", 0), _handler(self))
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def resolver(self) -> dns.resolver.Resolver:
        resolver = dns.resolver.Resolver(configure=False)
        resolver.nameservers, resolver.port = ["127.0.0.1"], self._server.server_address[1]
        return resolver

    def answer(self, query: dns.message.Message) -> dns.message.Message:
        name = query.question[0].name.to_text(omit_final_dot=True).lower()
        self.asked.append(name)
        answer = dns.message.make_response(query)
        answer.flags |= dns.flags.RA
        if self.fails:
            answer.set_rcode(dns.rcode.SERVFAIL)
            return answer
        if self.knows_the_world and query.question[0].name == dns.name.root:
            answer.answer.append(dns.rrset.from_text(".", 60, "IN", "NS", "a.root-servers.net."))
            return answer
        while name in self.aliases:
            answer.answer.append(dns.rrset.from_text(name + ".", 60, "IN", "CNAME", self.aliases[name] + "."))
            name = self.aliases[name]
        if texts := self.texts.get(name):
            quoted = [_quoted(text) for text in texts]
            answer.answer.append(dns.rrset.from_text(name + ".", 60, "IN", "TXT", *quoted))
        elif not answer.answer:
            answer.set_rcode(dns.rcode.NXDOMAIN)
        return answer


def _quoted(text: str) -> str:
    """Return a text as a zone file has it: in strings of 255 bytes at most."""
    return " ".join(f'"{text[at : at + 200]}"' for at in range(0, len(text), 200))


def _handler(server: DnsServer) -> type[socketserver.DatagramRequestHandler]:
    class Handler(socketserver.DatagramRequestHandler):
        def handle(self) -> None:
            query = dns.message.from_wire(self.packet)
            if not server.silent:
                self.wfile.write(server.answer(query).to_wire())

    return Handler
