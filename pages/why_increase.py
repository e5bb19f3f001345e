"""why-increase"""

from guide.ui import page

page.show("why-increase")
