-- A fan who asked that nothing be remembered of them (trust C17).
ALTER TABLE "Fan" ADD COLUMN "memoryOffAt" TIMESTAMPTZ(3);
