// Words of the Telegram operator bot.
export const telegram = {
  welcome: (name: string) => `Hello, ${name}`,
  welcomeText:
    "Say what you want in your own words, or pick a command from the menu. Pictures, progress and approvals come as messages with buttons.",
  privateOnly: "Write to me in a private chat. To have me in a group, an owner of the team writes /room_link in it.",
  stranger: "This is a private bot.",
  foreignButton: "This button was made for someone else.",
  buttonGone: "This button no longer works. Run the command again.",
  alreadyDone: "That is done already.",
  textOnly: "I read text and buttons only.",
  answerHere: "Answer this message. Send “-” to leave it empty.",
  guide: {
    question: (command: string, label: string) => `${command} · ${label}`,
    answerHere: "Answer this message. /back goes one step back, /cancel stops.",
    pickOrAnswer: "Pick one, or answer this message.",
    back: "« Back",
    stop: "Cancel",
    stopped: "Cancelled. Nothing was done.",
    needed: "This is needed.",
  },
  pictures: (count: number) => (count === 1 ? "One picture" : `${count} pictures`),
  missing: {
    picture: "This picture cannot be shown here.",
    video: "This film cannot be shown here.",
    audio: "This sound cannot be played here.",
  },
  notTaken: (minutes: number) =>
    `Telegram does not take this file, usually because it is too large. The link works for ${minutes} minutes.`,
  openFile: "Open the file",
  menuEntry: (command: string) => `Run “${command}”`,
} as const;
