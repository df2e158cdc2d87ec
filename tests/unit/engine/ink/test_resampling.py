"""Resampling: the kernel's formula, Pillow as an oracle, and the course's data rebuilt from MNIST to the last digit."""

import gzip
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image as PillowImage

from engine.data.loading import read_mat
from engine.ink.resampling import cubic_kernel, resampling_matrix


def _idx(path: Path, header: int) -> NDArray[np.uint8]:
    with gzip.open(path, "rb") as file:
        return np.frombuffer(file.read(), np.uint8, offset=header)


@pytest.mark.parametrize(
    ("distance", "weight"),
    [(0, 1), (0.5, 0.5625), (1, 0), (1.5, -0.0625), (1.25, -0.0703125), (2, 0), (2.5, 0), (100, 0)],
)
def test_the_kernel_has_keyss_values(distance: float, weight: float) -> None:
    np.testing.assert_allclose(cubic_kernel(np.array([distance, -distance])), weight, atol=1e-15)


@given(st.floats(-1, 1))
def test_kernels_an_integer_apart_sum_to_one(shift: float) -> None:
    assert cubic_kernel(np.array([shift + i for i in range(-4, 5)])).sum() == pytest.approx(1.0, abs=1e-14)


def test_scale_one_changes_nothing() -> None:
    matrix = resampling_matrix(7, 7, scale=1.0, source_center=3.0, target_center=3.0)

    np.testing.assert_array_equal(matrix, np.eye(7))


def test_a_shift_by_whole_pixels_moves_them_and_lets_nothing_in() -> None:
    moved = resampling_matrix(5, 5, scale=1.0, source_center=0.0, target_center=2.0)
    clamped = resampling_matrix(5, 5, scale=1.0, source_center=0.0, target_center=2.0, clamp_edges=True)

    np.testing.assert_array_equal(moved @ [1, 2, 3, 4, 5], [0, 0, 1, 2, 3])
    np.testing.assert_array_equal(clamped @ [1, 2, 3, 4, 5], [1, 1, 1, 2, 3])


@given(
    n_source=st.integers(1, 60),
    n_target=st.integers(1, 40),
    scale=st.floats(0.02, 20),
    source_center=st.floats(-10, 70),
    target_center=st.floats(-10, 50),
)
def test_rows_sum_to_one_with_clamped_edges_and_never_to_more_inside(
    n_source: int, n_target: int, scale: float, source_center: float, target_center: float
) -> None:
    clamped, cut = (
        resampling_matrix(
            n_source,
            n_target,
            scale=scale,
            source_center=source_center,
            target_center=target_center,
            clamp_edges=clamp_edges,
        )
        for clamp_edges in (True, False)
    )

    assert clamped.shape == cut.shape == (n_target, n_source)
    np.testing.assert_allclose(clamped.sum(axis=1), 1.0, atol=1e-12)
    reach = 2.0 / min(scale, 1.0)
    positions = source_center + (np.arange(n_target) - target_center) / scale
    inside = (positions - reach >= 0) & (positions + reach <= n_source - 1)
    np.testing.assert_allclose(cut[inside], clamped[inside], atol=1e-15)
    beyond = (positions + reach < -1) | (positions - reach > n_source)
    assert not cut[beyond].any()


@pytest.mark.parametrize("scale", [1.0, 1.7, 4.0])
def test_a_parabola_is_enlarged_exactly(scale: float) -> None:
    source = np.arange(30.0)
    matrix = resampling_matrix(30, 20, scale=scale, source_center=14.3, target_center=9.5)
    positions = 14.3 + (np.arange(20) - 9.5) / scale
    inside = (positions > 2) & (positions < 27)

    values = matrix @ (0.5 * source**2 - 3 * source + 1)

    expected = 0.5 * positions**2 - 3 * positions + 1
    np.testing.assert_allclose(values[inside], expected[inside], rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize(("n_source", "n_target"), [(28, 20), (100, 20), (33, 20), (8, 20), (20, 20), (500, 20)])
def test_pictures_are_resized_as_pillow_does_it(n_source: int, n_target: int) -> None:
    # Pillow cuts its kernel off at the picture's edge and makes what is left sum to 1.
    picture = np.random.default_rng(n_source).uniform(size=(n_source, n_source)).astype(np.float32)
    matrix = resampling_matrix(
        n_source,
        n_target,
        scale=n_target / n_source,
        source_center=(n_source - 1) / 2,
        target_center=(n_target - 1) / 2,
    )
    matrix /= matrix.sum(axis=1, keepdims=True)

    expected = PillowImage.fromarray(picture).resize((n_target, n_target), PillowImage.Resampling.BICUBIC)

    np.testing.assert_allclose(matrix @ picture @ matrix.T, np.asarray(expected), atol=2e-6)


def test_the_courses_data_is_mnist_shrunk(data_folder: Path) -> None:
    images = _idx(data_folder / "train-images-idx3-ubyte.gz", 16).reshape(-1, 28, 28)
    labels = _idx(data_folder / "train-labels-idx1-ubyte.gz", 8)
    first = np.concatenate([np.flatnonzero(labels == digit)[:500] for digit in range(10)])
    matrix = resampling_matrix(28, 20, scale=20 / 28, source_center=13.5, target_center=9.5, clamp_edges=True)

    rebuilt = matrix @ (images[first] / 255.0) @ matrix.T

    course = read_mat(data_folder / "ex4data1.mat")
    columns_first = rebuilt.transpose(0, 2, 1).reshape(5000, 400)
    np.testing.assert_allclose(columns_first, course["X"], rtol=0, atol=1e-12)
    np.testing.assert_array_equal(labels[first], course["y"].ravel() % 10)
