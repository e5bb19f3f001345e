"""resources"""

from guide.ui import page

page.show("resources")
