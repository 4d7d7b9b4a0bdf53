-- Sites that may show an avatar's chat page in a frame.
ALTER TABLE "Account" ADD COLUMN "embedOrigins" TEXT[] DEFAULT ARRAY[]::TEXT[];
