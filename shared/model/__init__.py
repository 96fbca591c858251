"""The served model: artefact, candidates, ranking, catalogue and reasons; numpy only."""
