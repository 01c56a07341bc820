"""What the office sends on paper: a neutral model of a document, and the same words as DOCX and as accessible PDF."""
