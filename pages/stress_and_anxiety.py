"""stress-and-anxiety"""

from guide.ui import page

page.show("stress-and-anxiety")
