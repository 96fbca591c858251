"""Bounds of environment variables from both sides, and the parts of a URL that reach an adapter."""

import re

import pytest

from shared.errors import InvalidSettings
from shared.settings.config import Settings, object_store
from shared.settings.technologies import EVENTS, MAIL, OBJECTS, RECORDS, SCHEDULES, chosen
from shared.settings.variables import VARIABLES, addresses, is_origin, listed, problems

AT_THE_BOUNDS = {
    "SEGUE_SECRET": ["", "s" * 32, f"{'s' * 32},{'t' * 32}", ","],
    "SEGUE_POSTAL_ADDRESS": ["", "x" * 300, "é"],
    "SEGUE_FORWARDED_HOPS": ["0", "9"],
    "SEGUE_HOSTS": ["", "segue", "segue.lan, 192.168.0.7,[fe80::1]", "a-b"],
    "SEGUE_RATE_FACTOR": ["0", "1", "0.25", "999"],
    "SEGUE_SENDGRID_KEY": ["", "SG.!~"],
    "SEGUE_SENDGRID_EVENTS_KEY": ["", "A" * 80, "A" * 200 + "==", "+/" * 40 + "="],
    "SEGUE_SITE_URL": ["http://a", "https://a:1", "https://a.b-c:65535/"],
    "SEGUE_API_URL": ["", "https://api.a:1/"],
    "SEGUE_MODELS": ["", "/models", "x" * 300],
    "SEGUE_ORIGINS": ["", "https://a", "https://a, http://localhost:5173/,"],
    "SEGUE_MAIL_FROM": ["a@b", "S <a.b+c@d-e.f>"],
    "SEGUE_MAIL_REPLY_TO": ["", "a@b", "S <a.b+c@d-e.f>"],
    "SEGUE_MAIL_BOUNCES": ["", "bounces@segue.example", f"{'b' * 37}@c", "a.b-c_d@e"],
    "SEGUE_ADMINS": ["", "a@b", "a@b,c@d,"],
    "SEGUE_FEATURES": ["", "reccobeats:"],
    "SEGUE_LISTENBRAINZ": ["off", "https://api.listenbrainz.org", "http://127.0.0.1:1"],
    "SEGUE_SPOTIFY": ["https://api.spotify.com", "http://127.0.0.1:1"],
    "SEGUE_SHORT_LINKS": ["on", "off"],
    "SEGUE_HOLDOUT_KEY": ["", "k" * 32],
    "SEGUE_SCHEDULE": ["", "scheduler://my-project/europe-west1/tick"],
    "SEGUE_METABRAINZ": ["https://data.metabrainz.org", "http://127.0.0.1:8000"],
}
BEYOND = {
    "SEGUE_SECRET": ["s" * 31, f"{'s' * 32},{'t' * 31}"],
    "SEGUE_POSTAL_ADDRESS": ["x" * 301, "a\nb", "a\u2028b"],
    "SEGUE_FORWARDED_HOPS": ["", "10", "-1", "1\n", "x"],
    "SEGUE_HOSTS": ["segue:8080", "http://segue", "a b", "::1", "*"],
    "SEGUE_RATE_FACTOR": ["", "-1", "1000", "1.", ".5", "1e3", "1\n"],
    "SEGUE_SENDGRID_KEY": ["a b", "é", "a\n"],
    "SEGUE_SENDGRID_EVENTS_KEY": ["A" * 79, "A" * 201, "A" * 80 + "===", "-" * 80],
    "SEGUE_SITE_URL": ["https://a:123456", "https://a//", "https://a_b", "HTTPS://a", "https://a\n"],
    "SEGUE_API_URL": ["https://a/api", "a", "*"],
    "SEGUE_MODELS": ["/models\n", "x" * 301],
    "SEGUE_ORIGINS": ["*", "null", "https://a/b", "https://a https://b", "https://*.a"],
    "SEGUE_MAIL_FROM": ["a@b_c", "<a@b>", "S<a@b>", "a@b\n"],
    "SEGUE_MAIL_REPLY_TO": ["a", "<a@b>", "a@b, c@d", "a@b\n"],
    "SEGUE_MAIL_BOUNCES": [f"{'b' * 38}@c", "a+b@c", "S <a@b>", "a", "a@b\n"],
    "SEGUE_ADMINS": ["a", "a@", "@b", "a@b c"],
    "SEGUE_FEATURES": ["reccobeats", "reccobeats:x"],
    "SEGUE_LISTENBRAINZ": [
        "",
        "on",
        "https://",
        "https://a/",
        "https://a/1",
        "https://a?b",
        "ftp://a",
        "https://b@a",
    ],
    "SEGUE_SPOTIFY": ["", "off", "https://a/v1", "spotify:"],
    "SEGUE_SHORT_LINKS": ["", "yes", "On"],
    "SEGUE_HOLDOUT_KEY": ["k", "k" * 31],
    "SEGUE_SCHEDULE": ["scheduler://my-project/europe/tick", "scheduler://my-project/europe-west1/"],
    "SEGUE_METABRAINZ": ["", "data.metabrainz.org", "https://a/pub"],
}


def each_of(values: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(name, value) for name, given in values.items() for value in given]


@pytest.mark.parametrize(("name", "value"), each_of(AT_THE_BOUNDS))
def test_a_value_at_its_bound_is_no_problem(name, value):
    assert problems({name: value}) == []


@pytest.mark.parametrize(("name", "value"), each_of(BEYOND))
def test_a_value_beyond_its_bound_is_one_problem_that_begins_with_its_name(name, value):
    (problem,) = problems({name: value})
    assert re.match(rf"{name}: expected .+, found ", problem)


@pytest.mark.parametrize(
    "name",
    [
        "SEGUE_SECRET",
        "SEGUE_ADMINS",
        "SEGUE_MAIL",
        "SEGUE_SENDGRID_KEY",
        "SEGUE_SPOTIFY_SECRET",
        "SEGUE_HOLDOUT_KEY",
    ],
)
def test_a_value_that_is_secret_or_personal_is_told_by_its_length(name):
    problem, *_ = problems({name: "ada lovelace"})
    assert problem.endswith(", found 12 characters that are not")


def test_every_other_value_is_told_as_it_is():
    shown = {variable.name for variable in VARIABLES if variable.shown}
    assert len(VARIABLES) - len(shown) == 6
    assert problems({"SEGUE_FORWARDED_HOPS": "ten"}) == ["SEGUE_FORWARDED_HOPS: expected 0 to 9, found 'ten'"]


def test_an_unknown_name_that_is_like_none_is_answered_with_all():
    (problem,) = problems({"SEGUE_ZZZZZZZZZZZZ": "x"})
    assert all(variable.name in problem for variable in VARIABLES)


def test_unknown_names_are_told_in_order_and_without_their_values():
    told = problems({"SEGUE_SECRETS": "hunter2", "SEGUE_MALE": "x"})
    assert [problem.partition(":")[0] for problem in told] == ["SEGUE_MALE", "SEGUE_SECRETS"]
    assert "hunter2" not in str(told)


def test_a_list_has_commas_between_and_blanks_nowhere():
    assert listed(" a , b,,c ") == ("a", "b", "c")
    assert listed(" , ") == ()


def test_an_address_is_one_in_any_case():
    assert addresses("Ada@B.c, ada@b.C") == {"ada@b.c"}


def test_an_origin_may_end_with_one_slash():
    assert (is_origin("https://a/"), is_origin("https://a//"), is_origin("xhttps://a")) == (True, False, False)


@pytest.mark.parametrize("project", ["abcdef", "a" * 30, "a-1-b-2", "example.org:abcdef"])
def test_a_project_has_6_to_30_characters(project):
    assert chosen(f"pubsub://{project}", EVENTS)


@pytest.mark.parametrize("project", ["abcde", "a" * 31, "1bcdef", "abcde-", "Abcdef", "x:y:abcdef"])
def test_another_project_is_none(project):
    assert chosen(f"pubsub://{project}", EVENTS) is None


@pytest.mark.parametrize("database", ["(default)", "abcd", "a" * 63, "a-1b"])
def test_a_database_has_4_to_63_characters_or_is_the_default(database):
    assert chosen(f"firestore://abcdef/{database}", RECORDS)


@pytest.mark.parametrize("database", ["(defaults)", "(other)", "abc", "a" * 64, "1bcd", "abc-"])
def test_another_database_is_none(database):
    assert chosen(f"firestore://abcdef/{database}", RECORDS) is None


@pytest.mark.parametrize("bucket", ["abc", "a" * 222, "1.b_c-2"])
def test_a_bucket_has_3_to_222_characters(bucket):
    assert chosen(f"gs://{bucket}", OBJECTS)


@pytest.mark.parametrize("bucket", ["ab", "a" * 223, "-bc", "ab.", "aBc"])
def test_another_bucket_is_none(bucket):
    assert chosen(f"gs://{bucket}", OBJECTS) is None


@pytest.mark.parametrize("url", ["smtp://h:1", "smtps://h:65535", "smtp://u:p@h:25", "smtp://u%40a:p%3A@h.i-j:25"])
def test_a_mail_server_has_a_port_and_both_of_user_and_password_or_neither(url):
    assert chosen(url, MAIL)


@pytest.mark.parametrize(
    "url", ["smtp://h:", "smtp://h:123456", "smtp://:p@h:25", "smtp://u:@h:25", "smtpx://h:1"]
)
def test_another_mail_server_is_none(url):
    assert chosen(url, MAIL) is None


@pytest.mark.parametrize(("length", "is_job"), [(1, True), (500, True), (501, False), (0, False)])
def test_a_job_has_a_name_of_1_to_500_characters(length, is_job):
    found = chosen(f"scheduler://abcdef/europe-west1/{'x' * length}", SCHEDULES)
    assert (found is not None) is is_job


def test_a_store_of_another_name_is_called_by_it():
    with pytest.raises(InvalidSettings, match=r"^BACKUP: expected file:///PATH or gs://BUCKET, found 'x'$"):
        object_store("BACKUP", "x")


def test_a_mailer_made_by_hand_does_not_show_its_url():
    settings = Settings("", "", "", "", (), frozenset(), mail_url="smtp://ada:secret@")
    with pytest.raises(InvalidSettings, match="found 18 characters that are not") as caught:
        settings.mailer()
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("records", "events", "together"),
    [
        ("sqlite:///segue.db", "inline:", True),
        ("sqlite:///segue.db", "pubsub://abcdef", False),
        ("firestore://abcdef/segue", "inline:", False),
    ],
)
def test_a_record_and_its_message_are_one_write_in_sqlite_with_inline_events_alone(
    records, events, together, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    settings = Settings.from_environment({"SEGUE_RECORDS": records, "SEGUE_EVENTS": events})
    assert (settings.sqlite_bus() is not None) is together


def test_an_inline_bus_holds_its_dead_letters_itself(tmp_path):
    settings = Settings.from_environment({"SEGUE_RECORDS": f"sqlite:///{tmp_path}/segue.db"})
    assert list(settings.dead_letters().held()) == []


def test_an_inline_bus_needs_records_in_a_file():
    settings = Settings.from_environment({"SEGUE_RECORDS": "firestore://abcdef/segue", "SEGUE_EVENTS": "inline:"})
    with pytest.raises(InvalidSettings, match=r"sqlite:///PATH.*set SEGUE_EVENTS to pubsub://PROJECT"):
        settings.events()


def test_there_is_no_scheduled_job_unless_set():
    assert Settings.from_environment({}).scheduled_tick() is None
