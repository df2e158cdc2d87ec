"""How often the window looks at what goes on: as often as can be seen, but for no more than a small part of its time.

What the window does in Python, a training run beside it waits for. So the pauses between two looks grow with what a look
costs: measured, as it depends on the views that are open, the screen and the computer.
"""

import time


class Pace:
    """The pause until the next look.

    Parameters
    ----------
    least_ms, most_ms
        No pause is shorter or longer.
    share
        Of its thread's time, what all that happens between two looks may take, 0 to 1.
    """

    def __init__(self, *, least_ms: int, most_ms: int, share: float) -> None:
        self._least_ms, self._most_ms, self._share = least_ms, most_ms, share
        self.begin()

    def begin(self) -> None:
        """Count from now, in the thread that looks."""
        self._pause_ms = float(self._least_ms)
        self._used_s = time.thread_time()

    def next_ms(self) -> int:
        """The pause from now on; asked at each look, in the same thread."""
        used_s = time.thread_time()
        wanted_ms = 1000 * (used_s - self._used_s) / self._share
        self._used_s = used_s
        # Half of the way: what was done just once, such as opening a menu, is soon forgotten.
        self._pause_ms = (self._pause_ms + min(max(wanted_ms, self._least_ms), self._most_ms)) / 2
        return round(self._pause_ms)
