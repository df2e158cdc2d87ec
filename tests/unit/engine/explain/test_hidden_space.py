"""Digits as the last hidden layer has them: their neighbours and their plane."""

import numpy as np
import pytest

from engine.data.dataset import Digits
from engine.explain.hidden_space import Neighborhood, last_hidden, last_hidden_of, principal_plane, turned_like
from engine.models.model import Model
from engine.nn.initializers import initialize
from engine.nn.layers.base import LINEAR
from engine.nn.layers.dense import Dense
from engine.nn.layers.layer_text import read_layer
from engine.nn.network import Architecture
from engine.nn.passes import put_out


@pytest.mark.parametrize("hidden", [(), ("7",), ("9", "7"), ("conv 3 3x3", "pool 2"), ("conv 3 3x3", "pool 2", "7")])
def test_the_last_hidden_layer_is_what_the_outputs_are_made_of(hidden: tuple[str, ...]) -> None:
    layers = tuple(read_layer(text, "tanh") for text in hidden)
    architecture = Architecture((6, 6, 1), (*layers, Dense(10, LINEAR)))
    model = Model(initialize(architecture, scheme="glorot", rng=np.random.default_rng(3)))
    stored = np.random.default_rng(1).integers(0, 255, (5000, 36)).astype(np.uint8)
    digits = Digits(stored, np.zeros(5000, np.intp), gain=1 / 255, shape=(6, 6, 1))
    found = last_hidden_of(model, digits)

    images = digits.values("float32")
    wanted = put_out(model.parameters, images)[len(hidden) - 1][1].reshape(5000, -1) if hidden else images
    np.testing.assert_allclose(found, wanted, atol=1e-6)
    np.testing.assert_allclose(last_hidden(model, images[:1]), wanted[:1], atol=1e-6)


def test_the_nearest_are_those_that_a_plain_search_finds() -> None:
    rng = np.random.default_rng(2)
    points = rng.normal(size=(500, 8)).astype(np.float32)
    points[7] = points[300]
    near = Neighborhood(points)
    for row in (0, 7, 123):
        rows, distances = near.nearest(points[row] + 0.01, 5)
        wanted = np.linalg.norm(points.astype(np.float64) - (points[row] + 0.01), axis=1)
        np.testing.assert_allclose(distances, np.sort(wanted)[:5], atol=1e-6)
        np.testing.assert_allclose(wanted[rows], distances, atol=1e-6)
    assert (len(near), len(near.nearest(points[0], 900)[0])) == (500, 500)
    assert len(Neighborhood(points[:0]).nearest(points[0])[0]) == 0


@pytest.mark.parametrize(("scale", "of_point"), [(1e20, 1e-20), (1e30, 1.0)])
def test_the_nearest_are_found_among_the_large_numbers_of_a_network_that_diverges(
    scale: float, of_point: float
) -> None:
    points = (np.random.default_rng(3).normal(size=(200, 6)) * scale).astype(np.float32)
    point = points[5] * np.float32(of_point)
    rows, distances = Neighborhood(points).nearest(point, 5)
    wanted = np.linalg.norm(points.astype(np.float64) - point, axis=1)
    np.testing.assert_allclose(distances, np.sort(wanted)[:5], rtol=1e-6)
    assert len(set(rows.tolist())) == 5


@pytest.mark.parametrize("shape", [(300, 6), (5, 40)])
def test_the_plane_is_that_of_the_singular_value_decomposition(shape: tuple[int, int]) -> None:
    points = np.random.default_rng(4).normal(size=shape) * np.linspace(3, 1, shape[1])
    plane = principal_plane(points)
    _, sizes, axes = np.linalg.svd(points - points.mean(axis=0), full_matrices=False)

    np.testing.assert_allclose(np.abs((plane.axes * axes[:2]).sum(axis=1)), 1.0)
    assert plane.share == pytest.approx((sizes[:2] ** 2).sum() / (sizes**2).sum())
    assert all(axis[np.abs(axis).argmax()] > 0 for axis in plane.axes)
    np.testing.assert_allclose(plane.project(points).var(axis=0), sizes[:2] ** 2 / len(points))


def test_points_that_do_not_differ_have_a_plane_too() -> None:
    for points in (np.ones((3, 4)), np.array([[1.0], [2.0]]), np.outer(np.arange(5.0), np.ones(3))):
        plane = principal_plane(points)
        assert plane.share == pytest.approx(1.0)
        assert np.isfinite(plane.project(points)).all()


def test_axes_keep_their_order_and_signs() -> None:
    rng = np.random.default_rng(6)
    points = rng.normal(size=(400, 5)) * [3.0, 2.9, 0.1, 0.1, 0.1]
    before = principal_plane(points).project(points)
    for swapped in ([0, 1], [1, 0]):
        for signs in ([1, 1], [-1, 1], [1, -1], [-1, -1]):
            plane = principal_plane(points)
            turned = plane.__class__(plane.mean, plane.axes[swapped] * np.array(signs)[:, None], plane.share)
            np.testing.assert_allclose(turned_like(turned, points, before).project(points), before)
