from shared.adapters.memory import MemoryRecords
from shared.record_kinds import SUPPRESSIONS
from shared.records.suppressions import is_suppressed, suppress


def test_a_suppressed_address_gets_no_mail_however_it_is_written(clock):
    records = MemoryRecords(clock)
    suppress(records, "Ann@Segue.Example ", "bounced", clock())
    assert is_suppressed(records, "ann@segue.example")
    assert not is_suppressed(records, "bob@segue.example")


def test_the_address_itself_is_not_kept(clock):
    records = MemoryRecords(clock)
    suppress(records, "ann@segue.example", "bounced", clock())
    assert "ann" not in repr(records.page(SUPPRESSIONS.name).records)
