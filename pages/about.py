"""about"""

from guide.ui import page

page.show("about")
