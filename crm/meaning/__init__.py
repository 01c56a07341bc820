"""What the measures of the network mean for the office, in sentences that open their facts."""
