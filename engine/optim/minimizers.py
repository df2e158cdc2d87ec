"""SciPy's minimizers on the flat parameter vector: L-BFGS-B, CG, Newton-CG and TNC, as the course's notebooks use them.

Each sees the network as one function of a float64 vector, the cost on all training digits with its gradient, and looks for
the minimum by itself: there is no learning rate and no batch. Newton-CG is given no second derivatives; SciPy takes them
from differences of gradients.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from engine.text.sentence import Sentence, say, verbatim

Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Minimizer:
    """One of SciPy's minimizers as it is chosen.

    Attributes
    ----------
    name
        As configurations spell it.
    label, formula
        For people; the formula is a sentence here.
    method
        SciPy's name for it.
    counts
        What a run's length is counted in: its iterations or its evaluations of cost and gradient.
    reasons
        Why it ended, by SciPy's status: keys of the catalogue of sentences.
    """

    name: str
    label: Sentence
    formula: Sentence
    method: str
    counts: Literal["iteration", "evaluation"]
    reasons: dict[int, str]


_LIMIT = "minimizer.at_limit"
_PRECISION = "minimizer.precision"

MINIMIZERS: dict[str, Minimizer] = {
    minimizer.name: minimizer
    for minimizer in (
        Minimizer(
            "l-bfgs-b",
            verbatim("L-BFGS-B"),
            say("minimizer.l_bfgs_b_formula"),
            "L-BFGS-B",
            "iteration",
            {0: "minimizer.cost_or_gradient_flat", 1: _LIMIT, 2: _PRECISION},
        ),
        Minimizer(
            "cg",
            say("minimizer.cg"),
            say("minimizer.cg_formula"),
            "CG",
            "iteration",
            {0: "minimizer.gradient_flat", 1: _LIMIT, 2: _PRECISION},
        ),
        Minimizer(
            "newton-cg",
            verbatim("Newton-CG"),
            say("minimizer.newton_cg_formula"),
            "Newton-CG",
            "iteration",
            {
                0: "minimizer.tiny_steps",
                1: _LIMIT,
                2: _PRECISION,
                3: "minimizer.no_direction",
            },
        ),
        Minimizer(
            "tnc",
            say("minimizer.tnc"),
            say("minimizer.tnc_formula"),
            "TNC",
            "evaluation",
            {
                0: "minimizer.gradient_flat",
                1: "minimizer.cost_flat",
                2: "minimizer.tiny_steps",
                3: _LIMIT,
                4: _PRECISION,
                6: "minimizer.no_progress",
            },
        ),
    )
}
"""Every minimizer by its name. Sources: Byrd, Lu, Nocedal & Zhu (1995) for L-BFGS-B; Nocedal & Wright, "Numerical
optimization" (2006), chapters 5 and 7 for CG and Newton-CG; Nash (1984) for TNC; all as SciPy implements them."""


def minimize(
    minimizer: Minimizer,
    cost_and_gradient: Callable[[Vector], tuple[float, Vector]],
    start: Vector,
    *,
    limit: int,
    on_iteration: Callable[[Vector], None],
) -> Sentence:
    """Minimize a cost; whatever is raised by the functions that it calls ends it.

    Parameters
    ----------
    minimizer
        Which.
    cost_and_gradient
        The cost and its gradient, shape (n,), at a vector of shape (n,); the gradient's memory must not be used again.
    start
        Shape (n,), float64; stays as it is.
    limit
        How many iterations or evaluations it may make, at least 1.
    on_iteration
        Is given the vector that each iteration ends with.

    Returns
    -------
    Sentence
        Why it ended.
    """
    from scipy import optimize  # noqa: PLC0415 - only those pay for it who use it

    options: dict[str, Any] = {"maxfun" if minimizer.counts == "evaluation" else "maxiter": limit}
    if minimizer.method == "L-BFGS-B":
        options["maxfun"] = 100 * limit  # iterations alone are counted
    run: Any = optimize.minimize  # its stubs want the method's name as a literal
    result = run(
        cost_and_gradient,
        start.copy(),
        jac=True,
        method=minimizer.method,
        callback=on_iteration,
        options=options,
    )
    reason = minimizer.reasons.get(int(result.status))
    return Sentence(str(result.message)) if reason is None else say(reason)
