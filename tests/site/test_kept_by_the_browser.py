"""What the site keeps in a browser, and in one that keeps nothing or has no room."""

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

REFUSING = """async (without) => {
    const { ofTab } = await import("/storage.js");
    ofTab.set("segue.test", "before");
    const own = Storage.prototype[without];
    Storage.prototype[without] = () => { throw new DOMException("", "QuotaExceededError"); };
    ofTab.write("segue.test", { now: 1 });
    const during = ofTab.read("segue.test");
    Storage.prototype[without] = own;
    const after = sessionStorage.getItem("segue.test");
    ofTab.remove("segue.test");
    return [during, after, ofTab.read("segue.test")];
}"""


def test_where_there_is_no_room_the_page_remembers_and_what_was_before_is_over(modules: Page):
    assert modules.evaluate(REFUSING, "setItem") == [{"now": 1}, None, None]


def test_what_another_version_wrote_is_as_if_nothing_were_kept(modules: Page):
    read = """async () => {
        const { ofBrowser } = await import("/storage.js");
        ofBrowser.set("segue.test", "{");
        const found = ofBrowser.read("segue.test");
        ofBrowser.remove("segue.test");
        return found;
    }"""
    assert modules.evaluate(read) is None
