// Words of the commands about health of accounts and what became of posts.
import type { CommandText } from "../commands.ts";

const account = "Handle, avatar, or id of the account";

export const insightsCommandTexts: Readonly<Record<string, CommandText>> = {
  "account.health": {
    summary: "Show how well accounts do, and what to do about it.",
    example: "account health luna",
    arguments: { account },
  },
  "account.check": {
    summary: "Ask the platform about an account now.",
    example: "account check luna",
    arguments: { account },
  },
  "account.pause": {
    summary: "Hold an account's posts back.",
    example: "account pause luna",
    arguments: { account },
  },
  "account.resume": {
    summary: "Let a paused account post again.",
    example: "account resume luna",
    arguments: { account },
  },
  "report.insights": {
    summary: "Show what worked: best posts, hours, first lines, shots and hashtags.",
    example: "report insights luna --days 30",
    arguments: {
      csv: "A link to the table as a file",
      avatar: "Name or slug of the avatar",
      days: "How many days back",
    },
  },
  "report.proposals": {
    summary: "Show which shots to plan more of, and which no more.",
    example: "report proposals luna",
    arguments: { csv: "A link to the table as a file", avatar: "Name or slug of the avatar" },
  },
  "insight.show": {
    summary: "Show what became of a post as it aged.",
    example: "insight show luna-12",
    arguments: { post: "Its id, or the piece's, such as luna-12" },
  },
  "insight.apply": {
    summary: "Take a proposal up: plan a shot more, or no more.",
    example: "insight apply luna/beach-walk",
    arguments: { proposal: "As report proposals names it" },
  },
  "insight.undo": {
    summary: "Take an applied proposal back.",
    example: "insight undo luna/beach-walk",
    arguments: { proposal: "As report proposals names it" },
  },
};
