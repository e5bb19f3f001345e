"""How `content/` is read: the one reader, the records, words, the Markdown, and what is wrong with it."""
