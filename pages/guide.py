"""guide"""

from guide.ui import page

page.show("guide")
