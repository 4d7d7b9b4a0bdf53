-- Shots that were left out are made again: whoever decides it moves the round, so that it is decided once.
ALTER TABLE "Dataset" ADD COLUMN "round" INTEGER NOT NULL DEFAULT 0;
