"""Delegations and visits: who comes, what for, the programme, who is invited, what is sent on paper."""
