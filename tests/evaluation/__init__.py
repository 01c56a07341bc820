"""How well actors are recommended: one participant of each past interaction hidden, and looked for again."""
