"""Reading the red: questions and their answers in words, ways, bubbles, what colours and sizes say."""
