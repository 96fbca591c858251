"""Measure what `insights` answers over a store of many searches, beside a store of few."""
