"""Response times of `insights` over a store of many searches, beside a store of few."""
