// Words of the command line.
export const cli = {
  usage: "npm run cli -- <noun> <verb> [arguments]",
  options: [
    "--json  print the raw result as one JSON document",
    "--yes   approve the run card of this command",
    "--wait, --no-wait  follow started work until it is finished, or don't",
    "--lang en|es  language of the answers",
  ],
  next: "Next",
  links: "Links",
  pictures: "Pictures",
  question: "Approve? [y/N] ",
  notApproved: "Nothing was run: this needs your approval.",
  howToApprove: (id: string) => `Approve it with “npm run cli -- run approve ${id}”, or run the command with --yes.`,
  canceled: "Canceled. Nothing was run.",
  badLanguage: (given: string) => `“${given}” is not a language I know; use en or es.`,
  optionNeedsValue: (option: string) => `${option} needs a value.`,
  serverFailed: "The running server answered with something that is not a result.",
  serverFailedRemedy: "Restart it, or stop it and run the command again.",
  serverLost: "The running server could not be reached.",
  serverLostRemedy: "Look at its terminal, then try again.",
  interrupted: "Stopped watching. Work that was started goes on while the server runs.",
} as const;
