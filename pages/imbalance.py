"""imbalance"""

from guide.ui import page

page.show("imbalance")
