"""The pages that a mail's rating links open: whole in themselves, without script, and good on a phone."""

from markupsafe import Markup

from shared.domain.rating import Opinion

PAGE_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}
"""The address holds a token: nothing is loaded, nobody is told where she came from, nobody may frame it."""

WORDS = {
    Opinion.LOVE: "I love it",
    Opinion.LIKE: "I like it",
    Opinion.OKAY: "It's okay",
    Opinion.HATE: "Not for me",
}

_PAGE = Markup("""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title} · Segue</title>
<style>
:root {{ color-scheme: light dark; --ink: #1d252c; --soft: #55616b; --ground: #f4f2ee; --card: #fff;
  --line: #d3d0c9; --accent: #0b7285; --on: #fff; }}
@media (prefers-color-scheme: dark) {{ :root {{ --ink: #e8ecef; --soft: #a7b3bd; --ground: #14181c;
  --card: #1d242b; --line: #46525d; --accent: #5cc5d6; --on: #0c1a1e; }} }}
body {{ margin: 0; padding: 3rem 1rem; background: var(--ground); color: var(--ink);
  font: 1.05rem/1.5 system-ui, "Segoe UI", Roboto, sans-serif; }}
main {{ max-width: 26rem; margin: 0 auto; padding: 1.75rem; background: var(--card); border-radius: 1rem; }}
h1 {{ font-size: 1.4rem; line-height: 1.25; margin: 0 0 .5rem; overflow-wrap: anywhere; }}
p {{ margin: 0 0 1.25rem; color: var(--soft); }}
form {{ display: grid; gap: .6rem; }}
button {{ font: inherit; min-height: 3rem; border: 1px solid var(--line); border-radius: .7rem; background: none;
  color: inherit; cursor: pointer; }}
button.chosen {{ background: var(--accent); border-color: var(--accent); color: var(--on); font-weight: 600; }}
:focus-visible {{ outline: 3px solid var(--accent); outline-offset: 2px; }}
</style>
</head>
<body><main>{content}</main></body>
</html>
""")
_BUTTON = Markup('<button name="opinion" value="{value}"{chosen}>{words}</button>')


def asking(title: str, suggested: str) -> str:
    """Ask what she thinks of a song; what the link said stands first and stands out, and nothing is kept yet."""
    order = sorted(Opinion, key=lambda opinion: opinion != suggested)
    buttons = Markup("").join(
        _BUTTON.format(
            value=opinion.value, words=WORDS[opinion], chosen=Markup(' class="chosen"') * (opinion == suggested)
        )
        for opinion in order
    )
    content = Markup(
        '<h1 dir="auto">{title}</h1><p>What do you think of it?</p><form method="post">{buttons}</form>'
    )
    return _PAGE.format(title="What do you think of it?", content=content.format(title=title, buttons=buttons))


def thanking(title: str, opinion: Opinion) -> str:
    """Say what was kept."""
    content = Markup('<h1 dir="auto">{title}</h1><p>“{words}” is noted. Your next songs will heed it.</p>').format(
        title=title, words=WORDS[opinion]
    )
    return _PAGE.format(title="Noted", content=content)


def refusing(what: str, cure: str) -> str:
    """Say why a link does not work, to somebody who came from her mail and not from a program."""
    content = Markup("<h1>{what}</h1><p>{cure}</p>").format(what=what, cure=cure)
    return _PAGE.format(title=what, content=content)
