// The digest of the morning, and alarms of budgets.
const plural = (count: number, one: string, many: string) => (count === 1 ? `1 ${one}` : `${count} ${many}`);

export const digest = {
  title: "The last 24 hours",
  money: "Money",
  moneyValue: (revenue: string, sales: number, cost: string, profit: string) =>
    `${revenue} from ${plural(sales, "sale", "sales")}, cost ${cost}, left ${profit}`,
  play: (amount: string) => `(play money: ${amount})`,
  talk: "Fans",
  talkValue: (messages: number, answers: number, fans: number, handovers: number) =>
    `${plural(messages, "message", "messages")}, ${plural(answers, "answer", "answers")}, ${plural(fans, "new fan", "new fans")}, ${plural(handovers, "hand-over", "hand-overs")}`,
  posts: "Posts",
  postsValue: (published: number, ahead: number) => `${published} published, ${ahead} in the next 24 hours`,
  waiting: "Waits for you",
  nothingWaits: "nothing",
  waits: {
    fansWaiting: (count: number) => plural(count, "fan", "fans"),
    drafts: (count: number) => plural(count, "draft", "drafts"),
    pieces: (count: number) => plural(count, "piece to review", "pieces to review"),
    failedPosts: (count: number) => plural(count, "failed post", "failed posts"),
    unknown: (count: number) => plural(count, "sending being looked up", "sendings being looked up"),
    accountsUnwell: (count: number) => plural(count, "account that is unwell", "accounts that are unwell"),
  },
  budget: "Ceiling today",
  budgetValue: (limit: string) => limit,
  openFans: "Waiting fans",
  openDrafts: "Drafts",
  openPieces: "Review pieces",
  openMoney: "Profit and loss",
  comesAt: (hour: string, zone: string) => `The digest comes each day at ${hour}, ${zone}.`,
  isOff: "The digest does not come by itself.",
  unknownZone: "There is no such time zone.",
  unknownZoneRemedy: "Give one such as Europe/Madrid or America/New_York.",
  alarm: (percent: number, avatar: string | null) =>
    avatar === null ? `${percent} % of today's budget is used` : `${percent} % of ${avatar}'s budget of today is used`,
  alarmText: (used: string, limit: string) => `${used} of ${limit}. A new day begins at midnight UTC.`,
  alarmFull: "Paid work stands still until then, or until the ceiling is raised.",
  openBudget: "Budget",
  openCosts: "Costs",
};
