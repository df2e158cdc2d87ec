"""The application as a process: what it sets up once."""

import pytest
from PySide6.QtWidgets import QApplication
from threadpoolctl import threadpool_info, threadpool_limits

from gui.app import make_application


@pytest.mark.usefixtures("qapp")
def test_the_window_computes_with_one_thread_of_blas() -> None:
    with threadpool_limits(limits=2, user_api="blas"):
        assert make_application() is QApplication.instance()
        assert {library["num_threads"] for library in threadpool_info() if library["user_api"] == "blas"} == {1}
