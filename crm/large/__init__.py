"""The whole red in pictures of bounded size: groups inside groups, each cut out of arrays that lie in order."""
