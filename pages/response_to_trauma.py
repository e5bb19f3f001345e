"""response-to-trauma"""

from guide.ui import page

page.show("response-to-trauma")
