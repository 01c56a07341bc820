"""The networkx backend "aliados": networkx's functions on sparse arrays with compiled kernels."""
