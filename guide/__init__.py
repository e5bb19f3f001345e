"""Your Guide to PTSD: the words, the models, the figures and the pages of the guide."""
