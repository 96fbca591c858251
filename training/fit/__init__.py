"""Fitting of every part of the artefact: scaling, clusters, cells, factors, the map and the ranker."""
