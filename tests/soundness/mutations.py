"""Small changes to a module, one at a time, as a mistake would make them: for tests to fail at.

A change is one of: another operator, another comparison, another constant, a condition turned round, a statement left out,
two arguments swapped, another function of NumPy's. What says nothing of numbers is left alone: annotations, docstrings,
decorators, and what is raised.
"""

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

_OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Div,
    ast.Mod: ast.Mult, ast.Pow: ast.Mult, ast.LShift: ast.RShift, ast.RShift: ast.LShift,
    ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
}  # fmt: skip
_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
_FUNCTIONS = {
    "add": "subtract", "subtract": "add", "multiply": "divide", "divide": "multiply", "maximum": "minimum",
    "minimum": "maximum", "max": "min", "min": "max", "argmax": "argmin", "exp": "log", "log": "exp", "sqrt": "square",
    "square": "sqrt", "less": "less_equal", "greater": "greater_equal", "floor": "ceil", "ceil": "floor",
    "zeros": "ones", "ones": "zeros", "abs": "negative",
}  # fmt: skip
_SWAPPED_FOR_NOTHING = {
    "add", "multiply", "maximum", "minimum", "equal", "array_equal", "logical_and", "logical_or", "logical_xor", "max",
    "min", "empty", "zeros", "ones", "full", "range",
}  # fmt: skip
"""Functions whose first two arguments can be swapped without a difference, or where no call gets further."""
_NOT_CALLS_OF_NUMBERS = {"say", "isinstance", "cast", "field", "dataclass", "getattr", "hasattr", "TypeVar"}


@dataclass(frozen=True, slots=True)
class Mutation:
    """One change.

    Attributes
    ----------
    path
        Of the module, from the project's folder.
    line
        From 1.
    kind
        What was done: "operator", "comparison", "constant", "condition", "statement", "arguments", "function".
    before, after
        The code that it is of, and what it is then.
    place
        Which node, in the order of ``ast.walk``.
    """

    path: str
    line: int
    kind: str
    before: str
    after: str
    place: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line} {self.kind}: {self.before} -> {self.after}"


def mutations_of(root: Path, path: str) -> list[Mutation]:
    """Every change that can be made to a module."""
    tree = ast.parse((root / path).read_text(encoding="utf-8"))
    left_alone = _left_alone(tree)
    found = []
    for place, node in enumerate(ast.walk(tree)):
        if id(node) not in left_alone:
            for kind, _ in _changes(node):
                changed = dict(_changes(copy.deepcopy(node)))[kind]
                line = getattr(node, "lineno", 0)
                found.append(Mutation(path, line, kind, _short(node), _short(changed), place))
    return [mutation for mutation in found if mutation.before != mutation.after]


def mutated(root: Path, mutation: Mutation) -> ast.Module:
    """The module with the change."""
    tree = ast.parse((root / mutation.path).read_text(encoding="utf-8"))
    node = next(node for place, node in enumerate(ast.walk(tree)) if place == mutation.place)
    changed = dict(_changes(node))[mutation.kind]
    if changed is not node:
        _replace(tree, node, changed)
    return ast.fix_missing_locations(tree)


def _left_alone(tree: ast.Module) -> set[int]:
    """The nodes that nothing is done to."""
    found: set[int] = set()
    for node in ast.walk(tree):
        parts: list[ast.AST | None] = []
        if isinstance(node, ast.Raise | ast.Assert | ast.Import | ast.ImportFrom):
            parts = [node]
        elif isinstance(node, ast.FunctionDef):
            parts = [
                *node.decorator_list,
                node.returns,
                *(each.annotation for each in node.args.args + node.args.kwonlyargs),
            ]
        elif isinstance(node, ast.ClassDef):
            parts = [*node.decorator_list, *node.bases]
        elif isinstance(node, ast.AnnAssign):
            parts = [node.annotation]
        elif _is_docstring(node) or _says_nothing_of_numbers(node):
            parts = [node]
        elif isinstance(node, ast.Call) and _name(node.func) == "reshape":  # any negative number says the same to it
            parts = [each for each in node.args if isinstance(each, ast.UnaryOp)]
        for part in parts:
            if part is not None:
                found.update(id(each) for each in ast.walk(part))
    return found


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _says_nothing_of_numbers(node: ast.AST) -> bool:
    """Some calls, and whether ``zip`` compares lengths."""
    is_call = isinstance(node, ast.Call) and _name(node.func) in _NOT_CALLS_OF_NUMBERS
    return is_call or (isinstance(node, ast.keyword) and node.arg == "strict")


def _changes(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """What can be done to a node, each with the node that comes of it: the same one, changed, or another."""
    for kind, change in _CHANGES:
        changed = change(node)
        if changed is not None:
            yield kind, changed


def _other_operator(node: ast.AST) -> ast.AST | None:
    if isinstance(node, ast.BinOp | ast.AugAssign):
        if isinstance(node.op, ast.MatMult) and isinstance(node, ast.BinOp):
            return ast.copy_location(ast.BinOp(node.right, node.op, node.left), node)
        other = _OPERATORS.get(type(node.op))
        if other is not None:
            changed = copy.copy(node)
            changed.op = other()
            return changed
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub) and not isinstance(node.operand, ast.Constant):
        return node.operand
    return None


def _other_comparison(node: ast.AST) -> ast.AST | None:
    if isinstance(node, ast.Compare):
        changed = copy.copy(node)
        changed.ops = [_COMPARISONS[type(node.ops[0])](), *node.ops[1:]]
        return changed
    return None


def _other_constant(node: ast.AST) -> ast.AST | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, bool | int | float):
        value = node.value
        other = not value if isinstance(value, bool) else value + 1 if isinstance(value, int) else value * 1.5 or 1.0
        return ast.copy_location(ast.Constant(other), node)
    return None


def _turned_condition(node: ast.AST) -> ast.AST | None:
    if isinstance(node, ast.BoolOp):
        changed = copy.copy(node)
        changed.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        return changed
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return node.operand
    if isinstance(node, ast.If | ast.IfExp) and not isinstance(node.test, ast.Compare | ast.BoolOp | ast.UnaryOp):
        turned = copy.copy(node)
        turned.test = ast.copy_location(ast.UnaryOp(ast.Not(), node.test), node.test)
        return turned
    return None


def _left_out(node: ast.AST) -> ast.AST | None:
    is_call = isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)
    is_change = isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Subscript)
    if is_call or is_change or isinstance(node, ast.AugAssign):
        return ast.copy_location(ast.Pass(), node)
    return None


def _swapped_arguments(node: ast.AST) -> ast.AST | None:
    if isinstance(node, ast.Call):
        first = 1 if _name(node.func) == "partial" else 0  # which has the function before its arguments
        function = _name(node.args[0] if first and node.args else node.func)
        if len(node.args) >= first + 2 and function not in _SWAPPED_FOR_NOTHING:
            changed = copy.copy(node)
            one, two = node.args[first : first + 2]
            changed.args = [*node.args[:first], two, one, *node.args[first + 2 :]]
            return changed
    return None


def _other_function(node: ast.AST) -> ast.AST | None:
    if isinstance(node, ast.Attribute) and _name(node.value) == "np" and node.attr in _FUNCTIONS:
        changed = copy.copy(node)
        changed.attr = _FUNCTIONS[node.attr]
        return changed
    return None


_CHANGES: tuple[tuple[str, Callable[[ast.AST], ast.AST | None]], ...] = (
    ("operator", _other_operator),
    ("comparison", _other_comparison),
    ("constant", _other_constant),
    ("condition", _turned_condition),
    ("statement", _left_out),
    ("arguments", _swapped_arguments),
    ("function", _other_function),
)


def _name(node: ast.AST) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _replace(tree: ast.Module, old: ast.AST, new: ast.AST) -> None:
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, name, new)
            elif isinstance(value, list) and any(each is old for each in value):
                value[:] = [new if each is old else each for each in value]


def _short(node: ast.AST) -> str:
    text = " ".join(ast.unparse(ast.fix_missing_locations(copy.deepcopy(node))).split())
    return text if len(text) <= 110 else f"{text[:70]} ... {text[-35:]}"
