"""emotional-regulation"""

from guide.ui import page

page.show("emotional-regulation")
