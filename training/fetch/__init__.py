"""Fetch open data and turn it into what training reads: hosts and files on one side, rules on the other."""
