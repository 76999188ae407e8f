"""Which address an invitation leads to, and whether there is one that can be opened safely from home."""

import ipaddress
from urllib.parse import urlsplit


def invitation_base(base_url: str, *, sample: bool, host_url: str, remote: str | None) -> str | None:
    """What stands before the path of an invitation link, without a slash at the end; None when nobody may be invited.

    The base URL, once it is https. `sample` (this folder was made by `practice demo`) may try it out from the computer it
    runs on: then the address it was asked at, while both that and `remote`, who asks, are this computer.
    """
    parts = urlsplit(base_url)
    if parts.scheme == "https" and parts.hostname:
        return base_url.rstrip("/")
    here = sample and _this_computer(urlsplit(host_url).hostname) and _this_computer(remote)
    return host_url.rstrip("/") if here else None


def _this_computer(host: str | None) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host or "").is_loopback
    except ValueError:
        return False
