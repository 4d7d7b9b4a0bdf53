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
  subscribersTitle: (count: number, avatar: string | null) =>
    `${count === 1 ? "One subscriber" : `${count} subscribers`}${avatar ? ` of ${avatar}` : ""}`,
  subscribersActive: "Active",
  subscribersLeaving: "Renewal late / canceled",
  subscribersMoved: "Started / ended",
  churn: "Churn",
  lifetimeValue: "Worth of a subscriber",
};
