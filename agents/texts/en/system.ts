// Run cards and the system itself.
export const system = {
  runCardNotFound: "There is no such run card.",
  runCardEnded: (state: string) => `This run card is ${state} already.`,
  runCardEndedAlready: "This run card is no longer waiting.",
  runCardExpired: "This run card has expired: prices and budgets may have moved.",
  runCardAgain: "Run the command again for a fresh quote.",
  runResumed: "A restart had cut this off after your yes. It is finished now; it was done once.",
  runResumedFailed: "A restart had cut this off after your yes, and it could not be finished.",
  cutOff: (time: string) => `I was restarted before I had answered what you sent at ${time} (UTC)`,
  cutOffText:
    "What you had approved is finished by itself. Anything else may not have been done: if you see no answer, send it or tap it again.",
  runCardChanged: "The plan of this card was changed after it was made. It will not run.",
  runCards: (count: number) => (count === 0 ? "No run card is waiting" : `Waiting run cards: ${count}`),
  command: "Command",
  quote: "Quote",
  expires: "Expires (UTC)",
  runCardStates: {
    waiting: "waiting",
    approved: "approved",
    running: "running",
    done: "done",
    failed: "failed",
    canceled: "canceled",
    expired: "expired",
  },
};
