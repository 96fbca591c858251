"""Everything that a deployment keeps, copied to another object store and back, by way of the ports alone."""
