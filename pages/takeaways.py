"""takeaways"""

from guide.ui import page

page.show("takeaways")
