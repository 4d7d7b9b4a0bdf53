// Words of the Discord operator bot.
export const discord = {
  stranger: "This is a private bot.",
  otherServer: "I work in the team's own server and in direct messages to me only.",
  foreignButton: "This button was made for someone else.",
  buttonGone: "This button no longer works. Run the command again.",
  tooSlow: "That took too long to open. Press it again, or send the command again.",
  alreadyDone: "That is done already.",
  commandGone: "This command no longer exists. Open the list again.",
  verbs: (list: string) => `What can be done: ${list}`,
  notHere:
    "This picture may be shown in an age-restricted channel only. Open it by its link, or ask again in such a channel.",
  missing: "This file cannot be shown here.",
  notTaken: (minutes: number) => `Discord does not take this file. The link works for ${minutes} minutes.`,
  openFile: "Open the file",
  threadIs: (thread: string) => `The thread of this conversation: ${thread}`,
  threadHelp: (fan: string) =>
    `What you ask here is about ${fan}: \`/conversation reply\` answers as the avatar, \`/conversation show\` shows what is new.`,
} as const;
