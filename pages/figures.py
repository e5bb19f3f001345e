"""figures"""

from guide.ui import page

page.show("figures")
