"""updates"""

from guide.ui import page

page.show("updates")
