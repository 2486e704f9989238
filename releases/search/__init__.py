"""Search: what was typed becomes one value (`asking`), which each engine's module spells in its own SQL.

Pure: it reaches no table of ours. The workflow writes the index, the gate asks it, `public` shows the answer.
"""
