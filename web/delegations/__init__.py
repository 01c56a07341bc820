"""The pages of delegations and visits: what they are, their programme, their guests, their papers."""
