"""Records to markup: the templates, the parts a page can hold, and the page composed of them."""
