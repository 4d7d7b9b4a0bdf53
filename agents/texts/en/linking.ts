// One-time codes that show that a fan of two channels is one person.
export const linking = {
  code: (code: string, minutes: number) =>
    `Your code: link code ${code}\nWrite exactly that to me on your other channel within ${minutes} minutes. Whoever has it counts as you, so give it to nobody else.`,
  tooManyCodes: "You had a few codes just now. Please try again in an hour.",
  outcomes: {
    linked: "Done: I know now that you are one and the same, here and there.",
    same: "That code is from this very account, so there is nothing to link.",
    unknown: "That code is wrong, was used or has expired. Ask me for a new one on your other channel.",
    same_account: "These are two people to this platform, so they cannot become one.",
    too_many: "That were too many codes. Please wait an hour.",
  },
  linkedHere: "Your other channel was linked to this one, as you asked with the code. If that wasn't you, tell me.",
  sent: (fan: string, minutes: number) => `A code was sent to ${fan}; it works for ${minutes} minutes`,
  sentText: "The fan types it in the other channel; then both are one person, with the locks of either.",
  tooManySent: "This fan has had too many codes within the hour.",
  tooManyRemedy: "Try again in an hour.",
  locked: "This conversation is locked, so no code can be sent there.",
};
