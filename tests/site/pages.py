"""The pages that every test of all pages opens: a new page joins with one line."""

PAGES = {
    "find": "/",
    "map": "/map.html",
    "music": "/music.html",
    "week": "/week.html",
    "account": "/account.html",
    "sign-in": "/sign-in.html",
    "confirm": "/confirm.html",
    "admin": "/admin.html",
    "privacy": "/privacy.html",
}
"""Paths by name; the names are those of screenshots."""
