"""The frame of the site's pages that are written from code, for whoever builds on Segue."""

from collections.abc import Sequence

_TEMPLATE = """\
<!doctype html>
<html lang="en">
<!-- Written by `make docs` from {source}: change that. -->
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="Content-Security-Policy"
      content="default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'">
<title>{title} · Segue</title>
<meta name="theme-color" content="#0b7285" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#073b48" media="(prefers-color-scheme: dark)">
<link rel="icon" href="/favicon.ico" sizes="32x32">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="apple-touch-icon" href="/apple-touch-icon.png">
<link rel="manifest" href="/site.webmanifest">
<link rel="stylesheet" href="/segue.css">
<link rel="stylesheet" href="/components.css">
{styles}<link rel="modulepreload" href="/elements.js">
<link rel="modulepreload" href="/storage.js">
<script type="module" src="/header.js"></script>
</head>
<body>
<header class="site-header">
  <a class="brand" href="/"><img src="/favicon.svg" alt="" width="28" height="28"> Segue</a>
  <nav class="site-nav" aria-label="Pages" data-within="/account.html"></nav>
</header>
<main>
{main}
</main>
<footer>
  <p>Songs link to where they can be heard. <a href="/privacy.html">What Segue keeps, and for how long</a>.
    Open data: ListenBrainz, AcousticBrainz and MusicBrainz, <a href="/privacy.html#data">CC0</a></p>
</footer>
</body>
</html>
"""


def whole_page(title: str, main: str, source: str, styles: Sequence[str] = ()) -> str:
    """Return a page of the site, with a line that names what it is written from, and further style sheets."""
    linked = "".join(f'<link rel="stylesheet" href="{path}">\n' for path in styles)
    return _TEMPLATE.format(title=title, main=main, source=source, styles=linked)
