"""The pages where look-alikes are decided about, two records joined, and one taken apart."""
