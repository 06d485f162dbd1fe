"""The library over HTTP: REST and the page."""
