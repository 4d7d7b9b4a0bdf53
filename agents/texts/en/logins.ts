// Linking an account by the platform's own log-in: the card, the page it ends on, and notices about tokens.
interface LoginFacts {
  readonly platform: string;
  readonly avatar: string;
  readonly slug: string;
  readonly handle: string;
  readonly choices: readonly string[];
  readonly missing: readonly ("identity" | "chat" | "comments" | "posts" | "insights")[];
  readonly deaf: boolean;
}

const FUNCTIONS = {
  identity: "reading the profile",
  chat: "messages",
  comments: "comments",
  posts: "publishing",
  insights: "figures of posts",
};
const again = (slug: string) => (slug === "" ? "account link" : `account link ${slug}`);

export const logins = {
  invite: (platform: string, avatar: string) => `Log in to ${platform} to link an account to ${avatar}`,
  inviteAgain: (handle: string, platform: string) => `Log in to ${platform} again as @${handle}`,
  inviteText: (minutes: number) =>
    `Open the link in a browser where you can log in to that account. It works once, within ${minutes} minutes.`,
  inviteNote: "The link is yours: whoever opens it links their account in your name.",
  logIn: (platform: string) => `Log in to ${platform}`,
  reconnect: "Log in again",
  notOffered: (platform: string) => `There is no log-in for ${platform} here.`,
  accountNotFound: (account: string) => `I know no account “${account}”.`,
  accountHint: "account list shows them.",
  accountAmbiguous: (account: string) => `“${account}” is the name of several accounts: give its id.`,
  lost: (handle: string, platform: string) => `@${handle} on ${platform} is disconnected`,
  lostText:
    "The platform no longer takes its token: it expired or was taken back. Nothing goes out until you log in again.",
  losing: (handle: string, platform: string) => `@${handle} on ${platform} needs a new log-in`,
  losingText: (until: string | null) =>
    until === null
      ? "Its token could not be renewed. Everything works for now, a day at most; log in again before."
      : `Its token could not be renewed. Everything works until ${until}; log in again before.`,
  pageTitle: "Link an account",
  close: "You can close this page and go back to the chat.",
  missing: ({ missing }: LoginFacts) =>
    `Not allowed, so off: ${missing.map((each) => FUNCTIONS[each]).join(", ")}. To switch it on, link the account again and leave every permission ticked.`,
  deaf: ({ platform }: LoginFacts) =>
    `${platform} does not tell us yet what is written to it: link the account again, and check the app's webhooks.`,
  outcomes: {
    linked: {
      title: ({ handle, platform }: LoginFacts) => `@${handle} on ${platform} is linked`,
      text: ({ avatar }: LoginFacts) => `It belongs to ${avatar} now.`,
    },
    reconnected: {
      title: ({ handle, platform }: LoginFacts) => `@${handle} on ${platform} is linked again`,
      text: ({ avatar }: LoginFacts) => `${avatar} goes on where she was.`,
    },
    cancelled: {
      title: ({ platform }: LoginFacts) => `The log-in at ${platform} was cancelled`,
      text: ({ slug }: LoginFacts) => `Nothing was linked. To try again: ${again(slug)}`,
    },
    forged: {
      title: () => "This link is not from here",
      text: () =>
        "It was changed on its way, or made by somebody else. Nothing was linked. Ask for a new one: account link",
    },
    expired: {
      title: () => "This link is too old",
      text: ({ slug }: LoginFacts) => `It works for ten minutes. Ask for a new one: ${again(slug)}`,
    },
    used: {
      title: () => "This link was used already",
      text: ({ slug }: LoginFacts) => `It works once. If the account is not linked, ask for a new one: ${again(slug)}`,
    },
    other_browser: {
      title: () => "This log-in was begun in another browser",
      text: () => "Nothing was linked. Open the link from the chat in the browser in which you log in.",
    },
    other_operator: {
      title: () => "This link is somebody else's",
      text: () => "You are logged in here as another operator than the one who asked for it. Nothing was linked.",
    },
    not_allowed: {
      title: () => "You may not link accounts",
      text: () => "Only owners link accounts, and only to an avatar that is not retired. Ask an owner.",
    },
    switched: {
      title: ({ handle, choices }: LoginFacts) =>
        `That was another account: ${choices.map((each) => `@${each}`).join(", ") || handle}`,
      text: ({ avatar }: LoginFacts) =>
        `Nothing was changed. Log out at the platform, then log in as the account that belongs to ${avatar}.`,
    },
    of_another_avatar: {
      title: () => "That account belongs to another avatar",
      text: () => "An account has one avatar. Nothing was changed; log in as another account.",
    },
    no_account: {
      title: () => "There is no account to link",
      text: ({ platform, slug }: LoginFacts) =>
        platform === "YouTube"
          ? `That Google account has no YouTube channel. Make one, then try again: ${again(slug)}`
          : "The log-in shows no professional Instagram account. Make it professional, join it to a page you manage, and try again.",
    },
    several: {
      title: () => "Which account?",
      text: ({ choices, slug }: LoginFacts) =>
        `Several can be linked: ${choices.map((each) => `@${each}`).join(", ")}. Say which: ${again(slug)} --login facebook --handle ${choices[0] ?? ""}`,
    },
    code_refused: {
      title: ({ platform }: LoginFacts) => `${platform} did not take the log-in`,
      text: ({ slug }: LoginFacts) => `Its code was old, used, or not for this app. Ask for a new link: ${again(slug)}`,
    },
    permission_missing: {
      title: () => "The account was not linked: a permission is missing",
      text: ({ slug }: LoginFacts) =>
        `Without it nothing works. Try again and leave every permission ticked: ${again(slug)}`,
    },
    unavailable: {
      title: ({ platform }: LoginFacts) => `${platform} is not reached`,
      text: ({ slug }: LoginFacts) => `Nothing was linked. Try again in a few minutes: ${again(slug)}`,
    },
    failed: {
      title: ({ platform }: LoginFacts) => `The account at ${platform} was not linked`,
      text: ({ slug }: LoginFacts) => `The log-in ended in an error. Try again: ${again(slug)}`,
    },
    lost: {
      title: () => "A log-in was cut off in the middle",
      text: ({ slug }: LoginFacts) => `Nothing was linked. Ask for a new link: ${again(slug)}`,
    },
  },
  emulator: {
    title: (app: string) => `Emulated log-in at ${app}`,
    asks: "VixenBliss asks for access to an account of yours. This page is part of the emulated platform: nothing leaves the machine.",
    account: "Account",
    newAccount: "or a new one, by its user name",
    permissions: "Permissions",
    allow: "Allow",
    deny: "Deny",
    badRequest: "The platform refuses this request",
  },
  keys: {
    done: (count: number) =>
      count === 0 ? "Everything is sealed under the present key" : `${count} secrets were sealed anew`,
    lostKeys: (count: number) => `${count} cannot be opened with any key I have: reconnect those accounts.`,
    keepPrevious: (count: number) =>
      `Keep SECRET_KEY_PREVIOUS: by it ${count} erased addresses are recognised, and their locks kept.`,
    mayRemove: "SECRET_KEY_PREVIOUS can be taken away now.",
    noPrevious: "There is no SECRET_KEY_PREVIOUS, and nothing that would need it.",
    sealed: "Under the present key",
    unreadable: "Unreadable",
  },
};
