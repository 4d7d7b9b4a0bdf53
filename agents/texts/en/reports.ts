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
  groupedBy: { day: "By day", avatar: "By avatar", provider: "By provider", batch: "By batch", operator: "By operator" },
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
  playRevenue: "Play revenue",
  playProfit: "Play profit",
  showCosts: "Costs",
  lastDays: (days: number) => `${days} days`,
  unknown: "–",
};
