"""The smallest, strongest set of actors that covers what a project needs, what stays missing, and why."""
