// What is asked of the back office and the inbox: lists, their last pages, searches, one row, the first page, the reports.

export type AdminRequest =
  | { readonly name: string; readonly path: string }
  | { readonly name: string; readonly command: string; readonly input: object };

const list = (model: string, query = "") => `/admin/api/resources/${model}/actions/list${query}`;
const show = (model: string, id: string) => `/admin/api/resources/${model}/records/${id}/show`;

/** The tables that grow with the conversations. */
const LARGE_TABLES = [
  "Conversation",
  "Message",
  "OutboundMessage",
  "Fan",
  "FanAddress",
  "StageChange",
  "Offer",
  "Purchase",
  "CostEntry",
  "InboundEvent",
  "TrustEvent",
] as const;

export const ADMIN_REQUESTS: readonly AdminRequest[] = [
  { name: "back office's page", path: "/admin" },
  { name: "console's page", path: "/" },
  { name: "console's history", path: "/console-api/history" },
  { name: "console's completions", path: "/console-api/complete?line=report%20" },
  { name: "dashboard", path: "/admin/api/dashboard" },
  { name: "dashboard of one avatar", path: "/admin/api/dashboard?days=90&avatar=bulk-3" },
  { name: "calendar", path: "/admin/api/pages/calendar" },
  { name: "queue view", path: "/admin/api/pages/queues" },
  ...LARGE_TABLES.map((model) => ({ name: `list ${model}`, path: list(model) })),
  { name: "list Conversation p. 4000", path: list("Conversation", "?page=4000") },
  { name: "list Message p. 40000", path: list("Message", "?page=40000") },
  { name: "sort Message by seq", path: list("Message", "?sortBy=seq&direction=asc") },
  { name: "sort Fan by spent", path: list("Fan", "?sortBy=spentUsd&direction=desc") },
  { name: "search Message text", path: list("Message", "?filters.text=a1b2c3") },
  { name: "search Fan name", path: list("Fan", "?filters.displayName=Fan%2099999") },
  { name: "search Message, common", path: list("Message", "?filters.text=calm") },
  { name: "search Message, two letters", path: list("Message", "?filters.text=zq") },
  { name: "search Conversation", path: list("Conversation", "?filters.reference=fan%2054321") },
  { name: "search FanAddress", path: list("FanAddress", "?filters.username=fan.54321") },
  { name: "filter Conversation stage", path: list("Conversation", "?filters.stage=conversion") },
  { name: "filter Message intent", path: list("Message", "?filters.intent=price_question") },
  { name: "filter Message thread", path: list("Message", "?filters.conversationId=bulk_v5000") },
  { name: "filter drafts", path: list("OutboundMessage", "?filters.state=draft") },
  { name: "show Conversation", path: show("Conversation", "bulk_v5000") },
  { name: "thread", path: "/admin/api/resources/Conversation/records/bulk_v5000/thread" },
  { name: "show Message", path: show("Message", "bulk_m5000_3") },
  { name: "inbox", command: "conversation.list", input: {} },
  { name: "inbox of one avatar", command: "conversation.list", input: { avatar: "bulk-3", limit: 100 } },
  { name: "inbox, waiting", command: "conversation.list", input: { waiting: true } },
  { name: "inbox, one thread", command: "conversation.show", input: { conversation: "bulk_v5000" } },
  { name: "report pnl, a year", command: "report.pnl", input: { days: 366 } },
  { name: "report funnel, a year", command: "report.funnel", input: { days: 366 } },
  { name: "report month", command: "report.month", input: {} },
  { name: "report growth, a year", command: "report.growth", input: { periods: 12 } },
  { name: "report cohort, a year", command: "report.cohort", input: { months: 12 } },
  { name: "report sales, a year", command: "report.sales", input: { days: 366 } },
  { name: "report costs, a year", command: "report.costs", input: { days: 366, by: "day" } },
];
