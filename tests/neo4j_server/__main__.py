"""Runs a server for trying things by hand, until Ctrl+C."""

from __future__ import annotations

import signal

from tests.neo4j_server.provision import provision


def main() -> None:
    """Prints the address and the password, waits, and takes the server down again."""
    server = provision()
    try:
        print(f"url       {server.url}\nuser      {server.user}\npassword  {server.password}", flush=True)
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
        signal.sigwait({signal.SIGINT, signal.SIGTERM})
    finally:
        server.stop()


if __name__ == "__main__":
    main()
