"""`/salud-de-la-red`: the network period by period, in sentences, charts and tables."""
