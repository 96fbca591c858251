"""The artists of a catalogue: facts about each, and search by a name as it is typed."""
