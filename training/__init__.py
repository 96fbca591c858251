"""Read, describe, fit, evaluate, publish: everything that happens before a model is served."""
