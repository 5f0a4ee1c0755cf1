-- Several detectors share the sessions: who beats, and that it goes in good order and leaves its share to the others at once.
ALTER TABLE detector_beats
    ADD COLUMN IF NOT EXISTS worker String,
    ADD COLUMN IF NOT EXISTS gone Bool;
