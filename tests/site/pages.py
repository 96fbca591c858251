"""The pages of every test of all pages: a new page is one line."""

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
    "problems": "/problems.html",
    "api": "/api.html",
}
"""Paths by name; the names are those of screenshots."""
