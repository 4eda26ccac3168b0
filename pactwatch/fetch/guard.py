"""The address guard: which hosts may be asked, and at exactly which addresses.

Every name is resolved here and nowhere else; every address it has is checked; and the addresses that passed are the
ones that are connected to (`pactwatch.fetch.transport` asks this guard), so that a name cannot be harmless when checked
and private when used (DNS rebinding). URLs come in WHATWG form, so an address has one spelling left:
`0x7f.1`, `2130706433` and `127.0.0.1` are the same by then.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta

import ada_url

from pactwatch.clock import Clock
from pactwatch.fetch.stop import Stopped, one_line
from pactwatch.model import Outcome

Resolver = Callable[[str], Awaitable[Sequence[str]]]
"""A host name -> its addresses as text. Raises OSError when there are none."""

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# IANA's special-purpose registries (https://www.iana.org/assignments/iana-ipv4-special-registry, 2024), written out,
# because what `ipaddress` calls global differs between patch releases of Python.
_IPV4 = {
    "0.0.0.0/8": "unspecified",
    "10.0.0.0/8": "private",
    "100.64.0.0/10": "carrier-grade NAT",
    "127.0.0.0/8": "loopback",
    "169.254.0.0/16": "link-local",
    "172.16.0.0/12": "private",
    "192.0.0.0/24": "reserved",
    "192.0.2.0/24": "documentation",
    "192.31.196.0/24": "reserved",
    "192.52.193.0/24": "reserved",
    "192.88.99.0/24": "6to4 relay",
    "192.168.0.0/16": "private",
    "192.175.48.0/24": "reserved",
    "198.18.0.0/15": "benchmarking",
    "198.51.100.0/24": "documentation",
    "203.0.113.0/24": "documentation",
    "224.0.0.0/4": "multicast",
    "240.0.0.0/4": "reserved",
}
_IPV6 = {
    "::/128": "unspecified",
    "::1/128": "loopback",
    "::/96": "IPv4-compatible",
    "::ffff:0:0/96": "IPv4-mapped",
    "::ffff:0:0:0/96": "IPv4-translated",
    "64:ff9b:1::/48": "private NAT64",
    "100::/64": "discard",
    "2001::/32": "Teredo",
    "2001::/23": "reserved",
    "2001:db8::/32": "documentation",
    "2002::/16": "6to4",
    "3fff::/20": "documentation",
    "5f00::/16": "reserved",
    "fc00::/7": "private",
    "fe80::/10": "link-local",
    "fec0::/10": "site-local",
    "ff00::/8": "multicast",
}
_BLOCKED4 = [(ipaddress.IPv4Network(net), why) for net, why in _IPV4.items()]
_BLOCKED6 = [(ipaddress.IPv6Network(net), why) for net, why in _IPV6.items()]
_GLOBAL6 = ipaddress.IPv6Network("2000::/3")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")

# The Fetch standard's list (https://fetch.spec.whatwg.org/#port-blocking): services that a web request can be made to
# speak to by mistake, such as mail.
# fmt: off
_BAD_PORTS = frozenset({
    0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109,
    110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531,
    532,
    540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061,
    6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
})
# fmt: on

# Names that mean this machine or this network whatever a resolver says (RFC 6761, 6762, 8375, ICANN's .internal).
_LOCAL_NAMES = ("localhost", "localhost.localdomain", "local", "internal", "home.arpa", "lan")

# How long a checked answer is used again. Long enough that one pass asks once for a host it visits often, short enough
# that a host that moves is followed.
_REMEMBER = timedelta(minutes=5)
_MAX_REMEMBERED = 10_000


def blocked_because(address: Address) -> str | None:
    """Say why an address is not part of the public internet. None: it is.

    >>> blocked_because(ipaddress.ip_address("100.100.0.1"))
    'carrier-grade NAT'
    >>> blocked_because(ipaddress.ip_address("64:ff9b::a00:1"))
    'NAT64 of a private address'
    >>> blocked_because(ipaddress.ip_address("2606:2800:220:1::1")) is None
    True
    """
    if isinstance(address, ipaddress.IPv4Address):
        return next((why for net, why in _BLOCKED4 if address in net), None)
    if address in _NAT64:  # what a public host looks like from a network that has IPv6 only
        inner = blocked_because(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        return f"NAT64 of a {inner} address" if inner else None
    why = next((why for net, why in _BLOCKED6 if address in net), None)
    if why is None and address not in _GLOBAL6:
        why = "reserved"
    if why is None and (int(address) >> 32) & 0xFFFF_FFFF in (0x5EFE, 0x0200_5EFE):
        why = "ISATAP"  # a tunnel to an IPv4 address, RFC 5214
    return why


async def system_resolver(host: str) -> Sequence[str]:
    """Ask the machine's resolver."""
    found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class Guard:
    """Decides whether a URL may be asked, and where its host is."""

    def __init__(self, clock: Clock, allow_private_hosts: Sequence[str] = (), resolver: Resolver | None = None) -> None:
        self._clock = clock
        self._allowed = frozenset(host.strip().strip("[]").rstrip(".").lower() for host in allow_private_hosts)
        self._resolver = resolver or system_resolver
        self._known: dict[str, tuple[datetime, asyncio.Task[tuple[str, ...] | Stopped]]] = {}

    def check_url(self, url: str) -> None:
        """Look at scheme, port and host as they are written, before anything is asked of anybody.

        Raises:
            Stopped: `refused`.
        """
        parsed = ada_url.URL(url)
        if parsed.protocol not in ("http:", "https:"):
            raise Stopped(Outcome.REFUSED, f"scheme: {parsed.protocol[:20]}")
        if parsed.port and int(parsed.port) in _BAD_PORTS:
            raise Stopped(Outcome.REFUSED, f"port: {parsed.port} is not for the web")
        host = _bare(parsed.hostname)
        if host in self._allowed:
            return
        if any(host == name or host.endswith(f".{name}") for name in _LOCAL_NAMES):
            raise Stopped(Outcome.REFUSED, f"private-address: {host[:100]} is a local name")
        literal = _literal(host)
        if literal is not None:
            self._check(host, literal)

    async def addresses(self, host: str) -> tuple[str, ...]:
        """Give the checked addresses of a host, in the resolver's order.

        Raises:
            Stopped: `refused` if any of them is not public, `unavailable` if there are none.
        """
        host = _bare(host)
        literal = _literal(host)
        if literal is not None:
            self._check(host, literal)
            return (str(literal),)
        now = self._clock.now()
        known = self._known.get(host)
        if known is None or now - known[0] > _REMEMBER:
            if len(self._known) >= _MAX_REMEMBERED:
                self._known.clear()
            known = (now, asyncio.ensure_future(self._resolve(host)))
            self._known[host] = known
        # Shielded: whoever asked first may run out of time, and others may be waiting for the same answer.
        found = await asyncio.shield(known[1])
        if not isinstance(found, Stopped):
            return found
        if found.outcome is Outcome.UNAVAILABLE:  # what the resolver could not say now, it may say in a moment
            self._known.pop(host, None)
        raise found.again()

    async def _resolve(self, host: str) -> tuple[str, ...] | Stopped:
        """Resolve and check a name. What stops it is given back: an exception that nobody waits for would be noise."""
        try:
            return await self._resolve_and_check(host)
        except Stopped as stop:
            return stop

    async def _resolve_and_check(self, host: str) -> tuple[str, ...]:
        """Resolve a name, and check every address that it has."""
        try:
            found = await self._resolver(host)
        except (OSError, UnicodeError) as error:  # UnicodeError: a label that the machine's IDNA codec cannot take
            raise Stopped(Outcome.UNAVAILABLE, f"dns: {one_line(error)}") from None
        if not found:
            raise Stopped(Outcome.UNAVAILABLE, "dns: no address")
        for text in found:
            address = _literal(text)
            if address is None:
                raise Stopped(Outcome.REFUSED, f"private-address: {text[:60]!r} is not an address")
            self._check(host, address)
        return tuple(found)

    def _check(self, host: str, address: Address) -> None:
        """Refuse an address that is not public, unless its host was named as allowed."""
        why = blocked_because(address)
        if why and host not in self._allowed:
            raise Stopped(Outcome.REFUSED, f"private-address: {address} ({why})")

    async def aclose(self) -> None:
        """Forget what is still being resolved."""
        for _, task in self._known.values():
            task.cancel()
        await asyncio.gather(*(task for _, task in self._known.values()), return_exceptions=True)
        self._known.clear()


def _bare(host: str) -> str:
    """Give a host as addresses and allowances are compared: lower case, without brackets and the root's dot."""
    return host.strip("[]").rstrip(".").lower()


def _literal(host: str) -> Address | None:
    """Read an address; None: it is a name."""
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None
