"""Questions to the network that a picture answers, on what the analyst kept: brokers, ways, doors, who went unseen."""
