-- Shots that were left out are made again: whoever decides it moves the round, so that it is decided once.
ALTER TABLE "Dataset" ADD COLUMN "round" INTEGER NOT NULL DEFAULT 0;

-- Of sets being made now nobody approved more pictures than were asked for: their rounds (2 at most) are over.
UPDATE "Dataset" SET "round" = 2 WHERE "state" = 'building';
