"""Bounces and complaints that come as mails: read, understood, and heeded as SendGrid's events are."""
