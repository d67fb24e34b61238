"""Put on PYTHONPATH by the tests, so that every Python they start, kernels too, can reach this machine only."""

import socket

_connect = socket.socket.connect


def connect_here_only(self, address):
    host = address[0] if isinstance(address, tuple) else "localhost"
    if host not in ("127.0.0.1", "::1", "localhost"):
        raise OSError(f"the course must work without a network, but something wants to reach {host}")
    return _connect(self, address)


socket.socket.connect = connect_here_only
