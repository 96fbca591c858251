"""The served model: its artefact, its index, the recommender and the reasons; numpy only."""
