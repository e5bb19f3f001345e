"""personal"""

from guide.ui import page

page.show("personal")
