// Health of accounts, what became of posts, and what is learned from it.
const posts = (count: number) => (count === 1 ? "1 post" : `${count} posts`);

export const insights = {
  posts,
  score: "Score",
  ofHundred: (score: number) => `${score} of 100`,
  healthTitle: (handle: string, platform: string, state: string) => `@${handle} on ${platform}: ${state}`,
  healthList: (count: number, sick: number) =>
    `${count === 1 ? "One account" : `${count} accounts`}, ${sick === 0 ? "all posting" : `${sick} paused`}`,
  noAccounts: "No account is linked yet.",
  notChecked: "Not checked yet: the first check comes within minutes.",
  checked: "Checked",
  pausedSince: (when: string, by: string) => `since ${when} UTC, by ${by}`,
  paused: "Paused",
  notPaused: "no",
  pausers: { operator: "a person", health: "itself" },
  followers: "Followers",
  engagement: "Engagement a post",
  reachSignal: "Reach",
  reachNormal: "as usual",
  reachDropped: "the last 7 posts reach less than half of the month's median",
  rate: "Allowance used",
  rateUntil: (percent: string, until: string) => `${percent}; nothing is asked before ${until} UTC`,
  parts: {
    token: "Access works",
    engagement: "Engagement",
    rate: "Not slowed down",
    followers: "Followers",
    posts: "Videos",
    likes: "Likes a follower",
  },
  healthChart: (handle: string) => `Health of @${handle}`,
  healthNote: "Of 100. From 70 on an account is healthy.",
  partsGroup: "What it is made of",
  timeGroup: "Over time",
  reachGroup: "Reach by day",
  advice: {
    warming: "A new account: it posts on a slow ramp for two weeks. Nothing to do.",
    healthy: "Nothing to do.",
    reachDropped: (avatar: string) =>
      `Fewer people see the posts. Look at what changed and plan more of what works: report insights ${avatar}`,
    lowScore: (avatar: string) =>
      `Followers react little. Plan more of what works, at the best hours: report insights ${avatar}`,
    limited: "The platform slows us down. Posts wait and go on by themselves after two good checks.",
    suspended:
      "The platform restricted the account. Open its app, read the notice under account status and appeal; then: account health",
    disconnected: (avatar: string, platform: string) =>
      `The access no longer works. Connect it again: account connect ${avatar} --platform ${platform} --access-token TOKEN`,
  },
  notice: {
    changed: (handle: string, platform: string, state: string) => `@${handle} on ${platform} is now ${state}`,
    paused: (handle: string, platform: string, state: string) =>
      `@${handle} on ${platform} paused itself: ${state}. Its posts wait`,
    recovered: (handle: string, platform: string) => `@${handle} on ${platform} passed two checks and posts again`,
  },
  pause: "Pause",
  resume: "Resume",
  checkNow: "Check now",
  accountPaused: (handle: string) => `@${handle} is paused`,
  pausedText: "Its posts wait until you resume it; they keep their place. Fans are answered all the same.",
  accountResumed: (handle: string) => `@${handle} posts again`,
  resumedText: (waiting: number) =>
    waiting === 0 ? "No post has waited." : `${posts(waiting)} that waited go out within minutes.`,
  accountNotFound: (reference: string) => `There is no account “${reference}”.`,
  accountListHint: "account list",
  several: (reference: string) => `Several accounts are meant by “${reference}”. Say which.`,
  postTitle: (piece: string, handle: string) => `What became of ${piece} on @${handle}`,
  notRead:
    "The platform has told nothing of it yet. Figures are read 1 hour after publication, then at 6 and 24 hours, 3, 7 and 28 days.",
  problem: (code: string) => `The platform refuses figures of this post (${code}).`,
  age: "Age",
  ages: (hours: number) => (hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} d`),
  views: "Views",
  reach: "Reach",
  likes: "Likes",
  comments: "Comments",
  shares: "Shares",
  saves: "Saves",
  watched: "Watched",
  watchedHours: (hours: string) => `${hours} h in all`,
  against: "Against her usual",
  times: (factor: string) => `${factor}x`,
  growthChart: (piece: string) => `${piece} as it aged`,
  growthNote: "Interactions: likes, comments, shares and saves together.",
  interactions: "Interactions",
  reportTitle: (count: number, days: number, avatar: string | null) =>
    `What worked${avatar === null ? "" : ` for ${avatar}`}: ${posts(count)} of ${days} days`,
  reportEmpty:
    "No post is a day old with figures yet. They are read 1, 6 and 24 hours after publication; come back tomorrow.",
  reportChart: (days: number) => `What worked, last ${days} days`,
  reportNote: "1.0x is the account's usual post. Few posts count little: their figures are drawn toward 1.",
  groups: {
    hour: "Hour, in the audience's time",
    weekday: "Day of the week",
    hook: "First line",
    template: "Shot",
    hashtag: "Hashtag",
  },
  weekdays: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
  hooks: {
    question: "a question",
    number: "begins with a number",
    cliffhanger: "leaves it open …",
    exclamation: "calls out!",
    short: "a few words",
    statement: "a plain sentence",
  },
  hourOf: (hour: number) => `${String(hour).padStart(2, "0")}:00`,
  bestLine: (what: string, factor: string, count: string) => `${what}: ${factor} (${count})`,
  unsure: "too early to tell",
  topCaption: (piece: string, factor: string, line: string) => `${piece} · ${factor} · ${line}`,
  plain: (key: string, factor: string, count: string) => `${key} does ${factor} the usual (${count}).`,
  plainNone: "Nothing stands out from chance yet.",
  lastDays: (days: number) => `${days} days`,
  showInsights: "What worked",
  showProposals: "Proposals",
  proposalsTitle: (count: number, avatar: string | null) =>
    count === 0
      ? `No proposals${avatar === null ? "" : ` for ${avatar}`}`
      : `${count === 1 ? "One proposal" : `${count} proposals`}${avatar === null ? "" : ` for ${avatar}`}`,
  proposalsNone: (least: number) =>
    `A shot is proposed once at least ${least} posts of it tell it apart from chance. Until then everything is planned alike.`,
  proposals: {
    more: (shot: string, factor: string, count: string, avatar: string) =>
      `${avatar}: shot “${shot}” does ${factor} better than usual (${count}): plan more of it.`,
    stop: (shot: string, factor: string, count: string, avatar: string) =>
      `${avatar}: shot “${shot}” comes to ${factor} of the usual (${count}): stop it.`,
  },
  applied: {
    more: (shot: string, avatar: string) => `“${shot}” is planned more often for ${avatar}`,
    stop: (shot: string, avatar: string) => `“${shot}” is no longer planned for ${avatar}`,
  },
  appliedState: "applied",
  openState: "open",
  apply: { more: (shot: string) => `More of “${shot}”`, stop: (shot: string) => `Stop “${shot}”` },
  undo: (shot: string) => `Undo “${shot}”`,
  undone: (shot: string, avatar: string) => `“${shot}” is planned as any other for ${avatar} again`,
  noProposal: (reference: string) => `There is no proposal “${reference}” (any more).`,
  noWeight: (reference: string) => `Nothing was applied under “${reference}”.`,
  proposalsHint: "report proposals",
  shot: "Shot",
  chartMore: "Shots against the usual",
};
