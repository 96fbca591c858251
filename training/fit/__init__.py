"""From arrays to an artefact: scaling, clusters, cells, factors, the map and the ranker."""
