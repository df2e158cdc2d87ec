"""How a run goes: its settings, its steps, its learning curves, its reports and its end."""
