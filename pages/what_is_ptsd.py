"""what-is-ptsd"""

from guide.ui import page

page.show("what-is-ptsd")
