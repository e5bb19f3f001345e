"""norepinephrine"""

from guide.ui import page

page.show("norepinephrine")
