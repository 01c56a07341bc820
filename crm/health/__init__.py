"""The health of the network over time: size, new, lost, cold, concentration, brokers, people, period by period."""
