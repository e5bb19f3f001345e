"""The copy on a device, as it is served: what its worker lists, and what makes it installable."""

from __future__ import annotations

import json

from guide.content.pages import ORDER
from guide.figures import FIGURE_IDS
from guide.library import languages, load
from guide.links import MANIFEST, WORKER, Links
from guide.making import site
from guide.web import kept
from guide.web.shell import Shell


def test_the_worker_lists_pages_and_files_that_are_there(ask):
    """Every page and file that the worker keeps is served, in each language, and nothing else is in its list; the manifest opens the guide under a neutral name."""
    for code in languages():
        links = Links(code)
        script = ask("GET", links.to(WORKER))
        assert script.headers["content-type"].startswith("text/javascript") and script.headers["cache-control"] == "no-cache"
        told = json.loads(script.text.removeprefix("self.guide=").partition("};")[0] + "}")
        assert list(told["pages"].values()) == [links.page(name) for name, _ in ORDER]
        assert len(told["files"]) > len(FIGURE_IDS)
        for address in (*told["files"], told["pages"]["/about"]):
            assert ask("GET", address).status_code == 200, address
        manifest = ask("GET", links.to(MANIFEST)).json()
        assert manifest["start_url"] == links.page("start") and manifest["icons"][0]["src"] == "/favicon.svg"
        assert "PTSD" not in manifest["short_name"] and "TEPT" not in manifest["short_name"]


def test_a_new_build_has_another_worker():
    """The worker's text changes with the build, which is how a browser finds that there is a new one, and with nothing else."""
    library, manifest = load("en"), site.manifest_now()
    texts = [kept.worker(Shell(library, made)) for made in (manifest, manifest, manifest | {"stamp": "another"})]
    assert texts[0] == texts[1] != texts[2]
