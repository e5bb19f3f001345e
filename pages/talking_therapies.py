"""talking-therapies"""

from guide.ui import page

page.show("talking-therapies")
