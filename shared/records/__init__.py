"""What is stored in records and how it is read: ratings, counters, sent mails, personal data."""
