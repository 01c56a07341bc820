"""What a project asks for, and which facts show that somebody has it."""
