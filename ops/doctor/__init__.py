"""What `segue doctor` checks: the parts that the settings name, or a deployment as it looks from outside."""
