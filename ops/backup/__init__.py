"""Backups of all records and objects in another object store, made and restored through the ports alone."""
