"""Start time of a process, beside one that unpickles scikit-learn, openTSNE and pandas objects first."""
