"""What is made ahead of serving: the site's files, the pictures of the figures, the cards of the pages."""
