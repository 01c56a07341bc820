"""Reading the text of a call for proposals into a project to be corrected: what is proposed, and from which words."""
