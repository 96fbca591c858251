"""How soon a process answers, beside one that unpickles scikit-learn, openTSNE and pandas objects first."""
