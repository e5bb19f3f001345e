"""looking-forward"""

from guide.ui import page

page.show("looking-forward")
