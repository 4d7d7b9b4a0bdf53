-- What an account's posts are like where the platform lets a creator choose; absent: the most careful.
ALTER TABLE "Account" ADD COLUMN "postChoices" JSONB;
