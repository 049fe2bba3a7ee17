"""One way to stop a run, and the signals that ask for it."""

import asyncio
import contextlib
import signal
import threading
from collections.abc import Iterator
from types import FrameType

DRAIN_SECONDS = 4.0  # for what is in flight; the whole stop must take less than five
SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Stop:
    """Set once, by a signal or by the run itself, and never taken back."""

    def __init__(self) -> None:
        self.signal: int | None = None
        self.reason = ""
        self.is_set = False
        self._loop: asyncio.AbstractEventLoop | None = None
        self._event: asyncio.Event | None = None

    def set(self, reason: str = "") -> None:
        """No new rows from here on."""
        self.reason = self.reason or reason
        self.is_set = True

    async def signalled(self) -> None:
        """Waits for a signal."""
        self._loop, self._event = asyncio.get_running_loop(), asyncio.Event()
        if self.signal is None:
            await self._event.wait()

    @contextlib.contextmanager
    def on_signals(self) -> Iterator[None]:
        """SIGINT and SIGTERM set it while this is open; a second SIGINT ends the run at once.

        Outside the main thread, where Python allows no handlers, signals are left alone.
        """
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {number: signal.signal(number, self._caught) for number in SIGNALS}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _caught(self, number: int, frame: FrameType | None) -> None:
        if self.signal is not None and number == signal.SIGINT:
            raise KeyboardInterrupt
        self.signal = self.signal or number
        self.set(f"stopped by {signal.Signals(number).name}")
        if self._loop is not None and self._event is not None:
            self._loop.call_soon_threadsafe(self._event.set)
