-- Where the thread stood when the platform stopped letting us write: any later message opens it again.
ALTER TABLE "Conversation" ADD COLUMN "closedAtSeq" INTEGER;
