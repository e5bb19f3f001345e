"""treatments"""

from guide.ui import page

page.show("treatments")
