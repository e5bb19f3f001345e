"""medicines"""

from guide.ui import page

page.show("medicines")
