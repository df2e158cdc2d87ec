"""Why ``argparse`` does not take a command line, in the language in use; it says so in English alone.

Its sentences differ a little from one version of Python to the next: one that is not known here stays as it is.
"""

import re

from engine.text.sentence import Sentence, Value, say, verbatim

_REASONS = {
    r"argument (?P<argument>.+?): (?P<reason>.+)": "reason.of_argument",
    r"expected one argument": "reason.one_value",
    r"expected at most one argument": "reason.one_value_at_most",
    r"expected at least one argument": "reason.one_value_at_least",
    r"expected (?P<n>\d+) arguments?": "reason.values",
    r"invalid choice: (?P<got>.+?), maybe you meant (?P<meant>.+?)\? \(choose from (?P<choices>.+)\)": "reason.meant",
    r"invalid choice: (?P<got>.+) \(choose from (?P<choices>.+)\)": "reason.choice",
    r"invalid int value: (?P<got>.+)": "reason.whole_number",
    r"invalid float value: (?P<got>.+)": "reason.number",
    r"not allowed with argument (?P<other>.+)": "reason.not_beside",
    r"ambiguous option: (?P<got>.+) could match (?P<options>.+)": "reason.ambiguous",
    r"the following arguments are required: (?P<names>.+)": "reason.required",
    r"one of the arguments (?P<names>.+) is required": "reason.one_required",
    r"unrecognized arguments: (?P<got>.+)": "reason.unrecognized",
    r"ignored explicit argument (?P<got>.+)": "reason.takes_no_value",
}
"""The key of each, with what its template is filled with."""


def reason_of(message: str) -> Sentence:
    """What ``argparse`` says, as a sentence."""
    for pattern, key in _REASONS.items():
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found is not None:
            values: dict[str, Value] = dict(found.groupdict())
            if "reason" in values:
                values["reason"] = reason_of(found["reason"])
            return say(key, **values)
    return verbatim(message)
