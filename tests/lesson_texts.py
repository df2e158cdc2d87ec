"""What the lessons that are written in tests have in common."""


def by_darkness(*further: str, name: str = "dark") -> str:
    """The blocks of a measurement, named "dark", and of a figure of it.

    Parameters
    ----------
    further
        Lines of the figure beside those that it has to have.
    name
        Of the figure.
    """
    figure = "\n".join(('of = "dark"', 'quantity = "accuracy"', *further))
    return f'```measure\nname = "dark"\nkind = "darkness"\n```\n\n```figure\nname = "{name}"\n{figure}\n```\n'
