-- A story is a picture of its own kind: tall, for a day, without a caption.
ALTER TYPE "PieceKind" ADD VALUE IF NOT EXISTS 'story';
