"""resources: the list, sorted by the answers of this tab."""

from guide.ui import page, resources

here = page.library().pages["resources"]
page.head(here)
page.text(here)
resources.show(page.library())
page.foot(here)
