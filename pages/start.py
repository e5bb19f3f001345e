"""start"""

from guide.ui import page

page.show("start")
