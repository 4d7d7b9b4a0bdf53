// Words of the commands about content.
import type { CommandText } from "../commands.ts";

export const contentCommandTexts: Readonly<Record<string, CommandText>> = {
  "batch.create": {
    summary: "Make a batch of pictures, carousels or stories: quote first, then your yes.",
    example: "batch create luna 6",
    arguments: {
      avatar: "Name or slug of the avatar",
      count: "How many, 1 to 100",
      format: "post, carousel or story",
      pictures: "Of each carousel, 2 to 10",
      channels: "Where they may be shown, e.g. instagram,gallery",
      preset: "Look, e.g. beach_vacation",
      categories: "Shots of these only, e.g. beach,urban",
      seed: "Fixes the choice of shots",
    },
  },
  "batch.show": {
    summary: "Show a batch: progress, pictures, buttons.",
    example: "batch show luna-b1",
    arguments: { batch: "Reference such as luna-b1" },
  },
  "batch.list": {
    summary: "Show the newest batches.",
    example: "batch list luna",
    arguments: { avatar: "Name or slug of the avatar" },
  },
  "batch.approve": {
    summary: "Approve every ready piece of a batch.",
    example: "batch approve luna-b1",
    arguments: { batch: "Reference such as luna-b1" },
  },
  "piece.list": {
    summary: "Show pieces by state.",
    example: "piece list luna ready",
    arguments: {
      avatar: "Name or slug of the avatar",
      state: "ready, approved, published, held, failed ...",
      limit: "How many at most",
    },
  },
  "piece.show": {
    summary: "Show one piece with its caption and origin.",
    example: "piece show luna-1",
    arguments: { piece: "Reference such as luna-1" },
  },
  "piece.approve": {
    summary: "Approve pieces as they are now.",
    example: "piece approve luna-1,luna-2",
    arguments: { pieces: "References, separated by commas" },
  },
  "piece.reject": {
    summary: "Reject a piece.",
    example: 'piece reject luna-3 "too dark"',
    arguments: { piece: "Reference such as luna-3", reason: "Why" },
  },
  "piece.caption": {
    summary: "Choose a caption or write one; without either, show them. The piece then needs approval again.",
    example: "piece caption luna-1 --option 4",
    arguments: {
      piece: "Reference such as luna-1",
      caption: "Your own words",
      option: "Number of one of the captions there are",
    },
  },
  "piece.recaption": {
    summary: "Write other captions for a piece, five in each language: quote first, then your yes.",
    example: "piece recaption luna-1",
    arguments: { piece: "Reference such as luna-1" },
  },
  "piece.retry": {
    summary: "Make a failed piece again.",
    example: "piece retry luna-4",
    arguments: { piece: "Reference such as luna-4" },
  },
  "piece.release": {
    summary: "Let a held piece go on after looking at it, with the reason.",
    example: 'piece release luna-5 "it is her, seen from the side"',
    arguments: { piece: "Reference such as luna-5", reason: "What you saw" },
  },
  "piece.regenerate": {
    summary: "Make another picture for a piece, or for one place of a carousel: same shot, new seed.",
    example: "piece regenerate luna-3",
    arguments: { piece: "Reference such as luna-3", slide: "Which picture of a carousel, from 1" },
  },
  "batch.cancel": {
    summary: "Stop a batch: nothing more is made.",
    example: "batch cancel luna-b2",
    arguments: { batch: "Reference such as luna-b2" },
  },
  "batch.retry": {
    summary: "Make all failed pieces of a batch again.",
    example: "batch retry luna-b2",
    arguments: { batch: "Reference such as luna-b2" },
  },
  "reel.create": {
    summary: "Make a reel from pictures: each becomes a clip, the script is spoken and burnt in.",
    example: 'reel create luna luna-3,luna-5 "Two mornings, one coffee, no hurry."',
    arguments: {
      avatar: "Name or slug of the avatar",
      pieces: "Pictures, in order, separated by commas",
      script: "What her voice says; left out, the reel has none",
      seconds: "Length of a clip, 4 to 10",
      aspectRatio: "9:16, 1:1 or 16:9",
      motion: "What moves in the clips",
    },
  },
  "post.now": {
    summary: "Publish an approved piece now, after your yes.",
    example: "post now luna-1",
    arguments: {
      piece: "Reference such as luna-1",
      account: "User name or platform, if there are several: instagram:@luna",
    },
  },
  "post.show": { summary: "Show one post.", example: "post show pst_01", arguments: { post: "Id of the post" } },
  "post.list": {
    summary: "Show the newest posts.",
    example: "post list luna",
    arguments: { avatar: "Name or slug of the avatar", limit: "How many at most" },
  },
};
