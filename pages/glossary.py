"""glossary"""

from guide.ui import page

page.show("glossary")
