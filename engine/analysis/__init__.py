"""What the tabs Data, Evaluation and Mathematics show: looked at, not learned."""
