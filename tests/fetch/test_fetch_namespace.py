"""The address guard on real sockets: in a network where every address answers, no private one is reached."""

from __future__ import annotations

import functools
import ipaddress
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from odd_hosts import PRIVATE_HOSTS, TRICKY_URLS

CANARY = Path(__file__).parent.parent / "support" / "canary.py"
PUBLIC = "8.8.8.8"
# What a name's resolver says, each time it is asked.
NAMES = {
    "rebinding.example": [[PUBLIC], ["10.0.0.1"], ["127.0.0.1"]],
    "rebinding-back.example": [["10.0.0.1"], [PUBLIC]],
    "mixed.example": [[PUBLIC, "10.0.0.1"]],
    "mixed-six.example": [["2606:2800:220:1::1", "::1"]],
    "metadata.example": [["169.254.169.254"]],
    "loopback.example": [["127.0.0.1", "::1"]],
    "mapped.example": [["::ffff:10.0.0.1"]],
}
Found = dict[str, object]


@functools.cache
def inside(*addresses: str) -> list[Found]:
    """Fetch addresses in a namespace without a way out; skip where there can be none."""
    if not sys.platform.startswith("linux") or not shutil.which("unshare") or not shutil.which("ip"):
        pytest.skip("network namespaces are made with Linux's unshare and ip")
    command = ["unshare", "-n", "-r", sys.executable, str(CANARY)]
    job = json.dumps({"addresses": addresses, "names": NAMES})
    done = subprocess.run(command, input=job, capture_output=True, text=True, timeout=120)
    if done.returncode and ("unshare" in done.stderr or "RTNETLINK" in done.stderr or "Errno 1]" in done.stderr):
        pytest.skip(f"network namespaces are not allowed here: {done.stderr.strip()[-200:]}")
    assert done.returncode == 0, done.stderr
    found: list[Found] = json.loads(done.stdout)
    return found


def reached(found: Found) -> list[ipaddress.IPv4Address | ipaddress.IPv6Address]:
    """Give the addresses that a fetch connected to."""
    texts = found["reached"]
    assert isinstance(texts, list)
    return [ipaddress.ip_address(text) for text in texts]


def test_a_public_address_is_reached() -> None:
    """The canary sings when it is touched, or the other tests would show nothing."""
    (found,) = inside(f"http://{PUBLIC}/")
    assert (found["outcome"], found["reached"]) == (None, [PUBLIC])


def test_no_private_address_is_connected_to_in_any_spelling() -> None:
    """Every spelling is refused, and no packet of a connection goes out."""
    addresses = tuple(f"http://{host}/" for host in PRIVATE_HOSTS)
    found = inside(*addresses)
    assert [a for a, one in zip(addresses, found, strict=True) if one["reached"] or one["outcome"] != "refused"] == []


def test_no_tricky_address_leads_into_a_private_network() -> None:
    """Wherever a parser may see the host's end, only a public address is ever connected to."""
    found = inside(*TRICKY_URLS)
    private = [(a, one) for a, one in zip(TRICKY_URLS, found, strict=True) if set(reached(one)) - {PUBLIC_ADDRESS}]
    assert private == []


PUBLIC_ADDRESS = ipaddress.ip_address(PUBLIC)


def test_a_name_is_connected_to_where_it_was_checked() -> None:
    """A resolver that answers differently the second time gains nothing, and one private address spoils all."""
    names = tuple(NAMES)
    found = dict(zip(names, inside(*(f"http://{name}/" for name in names)), strict=True))
    assert found["rebinding.example"]["reached"] == [PUBLIC]
    others = {name: one for name, one in found.items() if name != "rebinding.example"}
    assert {name: (one["outcome"], one["reached"]) for name, one in others.items()} == {
        name: ("refused", []) for name in others
    }
