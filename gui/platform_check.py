"""Checks what Qt needs of the system before Qt starts: where something is missing, Qt would abort without a message.

No Qt is imported here.
"""

import ctypes
import ctypes.util
import importlib.util
import os
import re
import socket
import sys
from collections.abc import Sequence
from pathlib import Path

from engine.errors import DigitLabError
from engine.text.program import HOW_TO_REPAIR

_DEBIAN_PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xinerama.so.0": "libxcb-xinerama0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libX11-xcb.so.1": "libx11-xcb1",
}
"""The Debian and Ubuntu packages of the libraries that PySide6 does not bring along."""
_WITHOUT_DISPLAY = (
    "start the program on a desktop, or use --screenshot FILE or a command (train, evaluate, predict, ...), "
    "which need none"
)


class PlatformError(DigitLabError):
    """The window cannot be opened on this system as it is."""


def missing_library_sentence(problem: str, *, others: Sequence[str] = ()) -> str:
    """What is missing and how to get it, from what the dynamic linker or an import said.

    Parameters
    ----------
    problem
        For instance "libEGL.so.1: cannot open shared object file: No such file or directory".
    others
        More libraries that are known to be missing.
    """
    found = re.search(r"(lib[\w.+-]+\.so[.\d]*)", problem)
    if found is None:
        return f"expected PySide6 to be usable, got: {problem}; {HOW_TO_REPAIR}"
    libraries = list(dict.fromkeys([found[1], *others]))
    packages = [_DEBIAN_PACKAGES[library] for library in libraries if library in _DEBIAN_PACKAGES]
    how = f"on Debian or Ubuntu: sudo apt install {' '.join(packages)}"
    if len(packages) < len(libraries):
        how = "install it with your system's package manager"
    some = "library" if len(libraries) == 1 else "libraries"
    missing = "which is missing" if len(libraries) == 1 else "which are missing"
    return f"the window needs the system {some} {', '.join(libraries)}, {missing}; {how}"


def check_qt_can_load() -> None:
    """Import Qt's widgets.

    Raises
    ------
    PlatformError
        If PySide6 or a system library that it needs is missing.
    """
    try:
        import PySide6.QtWidgets  # noqa: F401
    except ModuleNotFoundError as error:
        raise PlatformError(f"the window needs {error.name}, which is not installed; {HOW_TO_REPAIR}") from error
    except ImportError as error:
        raise PlatformError(missing_library_sentence(str(error))) from error


def check_display() -> None:
    """Look whether a window can be opened: on Linux, a display that answers and the libraries of its plugin.

    The platforms of ``QT_QPA_PLATFORM`` are looked at in their order, as Qt does it; one that works is enough.

    Raises
    ------
    PlatformError
        If there is no display, it does not answer, or a library is missing.
    """
    if not sys.platform.startswith("linux"):
        return
    chosen = os.environ.get("QT_QPA_PLATFORM") or ("wayland;xcb" if os.environ.get("WAYLAND_DISPLAY") else "xcb")
    problems: list[PlatformError] = []
    for platform in chosen.split(";"):
        try:
            _check_platform(platform.partition(":")[0])
        except PlatformError as problem:
            problems.append(problem)
        else:
            return
    raise problems[-1]


def _check_platform(name: str) -> None:
    """Raise ``PlatformError`` if Qt would abort with this platform."""
    if name == "xcb":
        display = os.environ.get("DISPLAY")
        if not display:
            raise PlatformError(
                "the window needs a display, and there is none (neither DISPLAY nor WAYLAND_DISPLAY names one that "
                f"answers); {_WITHOUT_DISPLAY}"
            )
        _load_xcb_plugin()
        _connect_to(display)
    elif name.startswith("wayland"):
        _connect_to_wayland()
    else:
        known = sorted(
            file.stem.removeprefix("libq") for folder in _plugin_folders() for file in folder.glob("libq*.so")
        )
        if known and name not in known:
            raise PlatformError(f"QT_QPA_PLATFORM must be one of {', '.join(known)}, got {name!r}; leave it unset")


def _connect_to_wayland() -> None:
    """Open and close a connection to the Wayland compositor."""
    display = os.environ.get("WAYLAND_DISPLAY") or "wayland-0"
    address = Path(os.environ.get("XDG_RUNTIME_DIR", "")) / display  # an absolute WAYLAND_DISPLAY stands for itself
    with socket.socket(socket.AF_UNIX) as connection:
        try:
            connection.connect(str(address))
        except OSError as error:
            raise PlatformError(
                f"the window needs a display, and {display!r} (from WAYLAND_DISPLAY) does not answer; {_WITHOUT_DISPLAY}"
            ) from error


def _plugin_folders() -> list[Path]:
    """Where PySide6 keeps its platform plugins."""
    spec = importlib.util.find_spec("PySide6")
    folders = list(spec.submodule_search_locations or []) if spec else []
    return [Path(folder) / "Qt" / "plugins" / "platforms" for folder in folders]


def _load_xcb_plugin() -> None:
    """Load Qt's plugin for X11, as Qt will, to hear which libraries it misses."""
    for folder in _plugin_folders():
        plugin = folder / "libqxcb.so"
        if plugin.is_file():
            try:
                ctypes.CDLL(str(plugin))
            except OSError as error:
                others = _missing_libraries_of(plugin, *(folder.parents[1] / "lib").glob("libQt6XcbQpa.so.*"))
                raise PlatformError(missing_library_sentence(str(error), others=others)) from error


def _missing_libraries_of(*binaries: Path) -> list[str]:
    """Which of the known system libraries the binaries name and the system has not."""
    contents = b"".join(binary.read_bytes() for binary in binaries)
    return [name for name in _DEBIAN_PACKAGES if name.encode() + b"\0" in contents and not _can_load(name)]


def _can_load(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _connect_to(display: str) -> None:
    """Open and close a connection to the X server."""
    name = ctypes.util.find_library("xcb") or "libxcb.so.1"
    try:
        xcb = ctypes.CDLL(name)
    except OSError as error:
        raise PlatformError(missing_library_sentence(str(error))) from error
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(display.encode(), None)
    failed = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    if failed:
        raise PlatformError(
            f"the window needs a display, and {display!r} (from DISPLAY) does not answer; {_WITHOUT_DISPLAY}"
        )
