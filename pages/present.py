"""present"""

from guide.ui import page

page.show("present")
