-- What only sounds like a minor holds sales until the fan's plain word or a person settles it (trust C11).
ALTER TYPE "AgeState" ADD VALUE IF NOT EXISTS 'doubted' BEFORE 'minor';
