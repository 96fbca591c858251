"""What people paste or upload, read into references to tracks."""
