"""Terraform with one attribute changed at a time: which changes no check notices."""
