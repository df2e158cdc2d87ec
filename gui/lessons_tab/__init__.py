"""The tab "Lessons": a text, a prediction, a run, and what came of it beside what was printed."""
