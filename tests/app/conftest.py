"""What holds for the tests that run the app."""

from __future__ import annotations

import functools

from streamlit.components.v2 import manifest_scanner

# Each run of Streamlit's tester begins by reading what every installed package says of itself (0.3 s of processor), to find components: once is enough.
manifest_scanner.scan_component_manifests = functools.cache(manifest_scanner.scan_component_manifests)
