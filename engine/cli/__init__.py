"""What the command line does, without a window: a module per command, each with a function ``run_<command>``.

Each command prints to standard output (JSON with ``--json``), tells its progress on standard error, and raises a
``DigitLabError`` for anything that the user can mend.
"""
