// Reports on money: costs, profit and loss.
export const reports = {
  costsTitle: (cost: string, days: number, avatar: string | null) =>
    `Costs of the last ${days} days${avatar ? ` of ${avatar}` : ""}: ${cost}`,
  noCosts: "No paid call was settled in this time. Built-in providers cost nothing.",
  calls: "Paid calls",
  cost: "Cost",
  share: "Share",
  reserved: "Reserved, in flight",
  groups: { day: "Day (UTC)", avatar: "Avatar", provider: "Provider", batch: "Batch", operator: "Operator" },
  groupedBy: {
    day: "By day",
    avatar: "By avatar",
    provider: "By provider",
    batch: "By batch",
    operator: "By operator",
  },
  noneOf: {
    day: "none",
    avatar: "no avatar",
    provider: "none",
    batch: "no batch",
    operator: "the system",
  },
  exampleCosts: (cost: string) => `${cost} of it is made up: it belongs to the example creator, and nobody paid it.`,
  pnlTitle: (profit: string, days: number, avatar: string | null) =>
    `Profit of the last ${days} days${avatar ? ` of ${avatar}` : ""}: ${profit}`,
  playText: (profit: string) => `Play money apart: ${profit} of profit that is not real.`,
  playMoney: "Play money",
  playNote:
    "Play money is sandbox purchases and the example creator's costs. No card was charged and nothing of it is in the real figures.",
  revenue: "Revenue",
  refunds: "Refunds",
  profit: "Profit",
  margin: "Margin",
  payers: "Payers",
  payersValue: (count: number, arpu: string) => `${count}, ${arpu} each`,
  growth: "Against the time before",
  conversion: "Paid offers / shown",
  netRevenue: "Net revenue",
  playNetRevenue: "Play net revenue",
  playProfit: "Play profit",
  budgetTitle: (left: string, ceiling: string) => `${left} of today's ${ceiling} are left`,
  budgetUsedUp: "Today's budget is used up",
  budgetPaused: "Where nothing is left, paid work waits until the ceiling is raised or the next day begins.",
  ceiling: "Ceiling a day",
  spentToday: "Spent today",
  left: "Left",
  nextDay: "Next day (UTC)",
  inHours: (hours: number) => (hours === 1 ? "within the hour" : `in ${hours} hours`),
  setCeiling: "Set the ceiling",
  newCeiling: "US dollars a day, e.g. 40",
  ceilingSet: (ceiling: string, avatar: string | null) =>
    avatar ? `${avatar} may cost ${ceiling} a day from now on` : `All may cost ${ceiling} a day from now on`,
  ceilingRemoved: (avatar: string | null) =>
    avatar
      ? `${avatar} has no ceiling of its own any more`
      : "The ceiling is the configured one again (DAILY_BUDGET_USD)",
  showCosts: "Costs",
  lastDays: (days: number) => `${days} days`,
  unknown: "–",
  salesTitle: (revenue: string, days: number, avatar: string | null) =>
    `Sales of the last ${days} days${avatar ? ` of ${avatar}` : ""}: ${revenue}`,
  salesPlay: "Play money: all of these were sandbox purchases, and no card was charged.",
  layer: "Layer",
  layers: { subscription: "Subscription", pack: "Packs", custom: "Custom" },
  arpu: "Each",
  lifetimeValue: "Life-time value",
  upgrade: (from: string, to: string) => `From ${from} to ${to}`,
  upgraded: (upgraded: number, buyers: number, rate: string) => `${upgraded} of ${buyers} buyers (${rate})`,
  afterDays: (days: string) => `after ${days} days on average`,
  funnelTitle: (began: number, paid: number, days: number, avatar: string | null) => {
    const when = `began to write in the last ${days} days${avatar ? ` to ${avatar}` : ""}`;
    if (began === 0) return `No fan ${when}`;
    const payers = paid === 0 ? "none has paid" : `${paid} of them ${paid === 1 ? "has" : "have"} paid`;
    return began === 1
      ? `One fan ${when}; ${paid === 0 ? "not paid yet" : "paid"}`
      : `${began} fans ${when}; ${payers}`;
  },
  funnelChart: (days: number) => `From the first message to a sale, ${days} days`,
  funnelNote: "Fans whose first message came in this time, by how far they have come since.",
  funnelPlay: (count: number) => `${count} of those who paid did so with play money.`,
  fans: "Fans",
  steps: {
    lead_magnet: "Wrote",
    qualification: "Interested",
    conversion: "Ready to buy",
    offered: "Saw an offer",
    paid: "Paid",
  },
  ofStep: (rate: string, step: string) => `${rate} of “${step}”`,
  afterHours: (hours: string) => `half of them within ${hours} h`,
  afterMinutes: "half of them within minutes",
  noForecasts: "No offer has come to its end yet, so there is nothing to compare",
  fewForecasts: (count: number, needed: number) =>
    `${count === 1 ? "One offer has" : `${count} offers have`} ended; from ${needed} on this says something`,
  calibrationChart: "Foretold chances, and how many really paid",
  oneOutcome: (count: number, paid: boolean) =>
    paid ? `All ${count} offers were paid` : `None of ${count} offers was paid`,
  forecastsHelp: (count: number) => `The chances foretell better than the average does, over ${count} offers`,
  forecastsMislead: (count: number) => `The chances foretell no better than the average does, over ${count} offers`,
  calibrationText:
    "When an offer is made, the chance that this fan buys is written beside it. A good forecast of 60 % is bought in 6 cases of 10.",
  calibrationNote: "Length: how many really paid, of those with this chance.",
  calibrationOfPlay: "These are sandbox purchases: play money says little about who would really pay.",
  foretold: "Foretold chance",
  foretoldBetween: (from: number, to: number) => `${from.toFixed(0)}–${to.toFixed(0)} %`,
  observedOf: (rate: string, count: number) => `${rate} of ${count}`,
  meanForetold: "Foretold on average",
  reallyPaid: "Really paid",
  offers: "Offers",
  offersEnded: "Offers that have ended",
  ofWhichPaid: (count: number, paid: number) => `${count}, ${paid} of them paid`,
  brier: "Brier score (0 is perfect)",
  brierOfBaseRate: "Brier score of always saying the average",
  calibrationError: "Mean distance of foretold from real",
  subscribersTitle: (count: number, avatar: string | null) =>
    `${count === 1 ? "One subscriber" : `${count} subscribers`}${avatar ? ` of ${avatar}` : ""}`,
  subscribersActive: "Active",
  subscribersLeaving: "Renewal late / canceled",
  subscribersMoved: "Started / ended",
  churn: "Churn",
  subscriberValue: "Worth of a subscriber",
};
