"""treatments: the text, then every treatment to search, sort, compare and open; or the card the address names."""

from guide.ui import page, treatments

treatments.show(page.library().pages["treatments"])
