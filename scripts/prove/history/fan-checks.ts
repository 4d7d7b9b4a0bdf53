// What must hold of fans whatever happened to the product. Imports nothing of the product and knows only what must hold.
import { BROKE_OFF } from "../../../agents/commands/conversation/deliver.ts";
import type { ConversationRow, FanHistory, MessageRow, OutboundRow } from "./fan-history.ts";

export type Failures = string[];

/** Messages of a fan closer together than this are one burst; the product's own quiet time is 4 s. */
const BURST_MS = 3_500;
/** The product lets no message wait for the end of a burst longer than 12 s. */
const BURST_LONGEST_MS = 11_500;
const ACCOMPANYING_KINDS = new Set(["disclosure", "break", "offer"]);
/** What is said at once, whatever is still being written. */
const URGENT_KINDS = new Set(["crisis", "minor", "opt_out"]);

export const FAN_CHECKS: readonly ((history: FanHistory, failures: Failures) => void)[] = [
  everyAcknowledgedMessageIsKeptOnce,
  everyMessageIsAnsweredOnce,
  burstsGetOneAnswer,
  thePlatformHoldsWhatTheRowsSay,
  disclosureStandsFirstAndOnce,
  nothingForbiddenIsSent,
  nothingIsOpen,
  theAuditIsAChain,
  theLogHoldsNoMessage,
  nobodyDiedUnasked,
];

export function fanFigures(record: FanHistory): Record<string, number> {
  return {
    messages: record.messages.filter((message) => message.direction === "in").length,
    webhookAttempts: record.webhooks.length,
    webhooksNotAcknowledged: record.webhooks.filter((attempt) => attempt.status !== 200).length,
    conversations: record.conversations.length,
    answers: [...answersOf(record).values()].flat().length,
    platformMessages: record.platform.length,
  };
}

function everyAcknowledgedMessageIsKeptOnce(record: FanHistory, failures: Failures): void {
  const acknowledged = new Set(
    record.webhooks.filter(({ status, isEcho }) => status === 200 && !isEcho).flatMap(({ messageIds }) => messageIds),
  );
  if (acknowledged.size !== record.wantedMessages)
    failures.push(`${acknowledged.size} of ${record.wantedMessages} fan messages were acknowledged`);
  const kept = countBy(
    record.messages.filter(({ direction }) => direction === "in"),
    ({ externalId }) => externalId,
  );
  for (const id of acknowledged)
    if (kept.get(id) !== 1) failures.push(`message ${id} was acknowledged and stands ${kept.get(id) ?? 0} times`);
  const fromFans = new Set(record.platform.filter(({ from }) => from === "fan").map(({ id }) => id));
  for (const id of kept.keys()) if (!id || !fromFans.has(id)) failures.push(`nobody wrote the kept message ${id}`);
  for (const [id, count] of countBy(record.events, ({ eventId }) => eventId))
    if (count !== 1) failures.push(`event ${id} stands ${count} times`);
}

/** Spans of messages, each with one answer, cover every message once and end with the newest. */
function everyMessageIsAnsweredOnce(record: FanHistory, failures: Failures): void {
  const answers = answersOf(record);
  const silenced = new Set(record.conversations.filter(isSilenced).map(({ id }) => id));
  const inCrisis = new Set(record.conversations.filter(({ crisisAtMs }) => crisisAtMs !== null).map(({ id }) => id));
  for (const [conversationId, messages] of inboundOf(record)) {
    const own = answers.get(conversationId) ?? [];
    const ends = own.map((answer) => answer.upToSeq);
    if (new Set(ends).size !== ends.length) failures.push(`${conversationId}: two answers to one span`);
    let from = 0;
    for (const end of ends) {
      if (!messages.some(({ seq }) => seq > from && seq <= end))
        failures.push(`${conversationId}: an answer to nothing`);
      from = end;
    }
    const last = messages.at(-1)?.seq ?? 0;
    // After help in a crisis, or once it was said that a person will answer, the machine is not to.
    const isAPersons = inCrisis.has(conversationId) || own.at(-1)?.kind === "handover";
    if (from < last && !isAPersons) failures.push(`${conversationId}: message ${last} has no answer`);
    for (const answer of own)
      if (answer.state !== "sent" && !wasSilenced(answer, silenced) && !isAsked(answer))
        failures.push(`${conversationId}: the answer to ${answer.upToSeq} is ${answer.state} (${answer.blockedBy})`);
  }
}

/** An answer may end between two messages of a burst only when the oldest one it covers had waited the longest time. */
function burstsGetOneAnswer(record: FanHistory, failures: Failures): void {
  const answers = answersOf(record);
  for (const [conversationId, messages] of inboundOf(record)) {
    const own = answers.get(conversationId) ?? [];
    const ends = own.map(({ upToSeq }) => upToSeq);
    for (const [index, message] of messages.entries()) {
      const previous = messages[index - 1];
      if (!previous || message.receivedAtMs - previous.receivedAtMs >= BURST_MS) continue;
      const cut = own.find(({ upToSeq }) => upToSeq >= previous.seq && upToSeq < message.seq);
      if (cut === undefined || URGENT_KINDS.has(cut.kind)) continue;
      const before = ends[ends.indexOf(cut.upToSeq) - 1] ?? 0;
      const oldest = messages.find(({ seq }) => seq > before) ?? previous;
      const waitedMs = message.receivedAtMs - oldest.receivedAtMs;
      if (waitedMs < BURST_LONGEST_MS)
        failures.push(
          `${conversationId}: the burst around ${message.seq} got more than one answer (${cut.kind}), ${waitedMs} ms in`,
        );
    }
  }
}

function thePlatformHoldsWhatTheRowsSay(record: FanHistory, failures: Failures): void {
  const sent = record.outbound.filter(({ state }) => state === "sent");
  const ids = countBy(sent, ({ externalId }) => externalId);
  const delivered = record.platform.filter(({ from }) => from === "account");
  const maybeSent = sent.length + record.outbound.filter(isAsked).length;
  if (delivered.length < sent.length || delivered.length > maybeSent)
    failures.push(`${sent.length} to ${maybeSent} messages were sent, the platform holds ${delivered.length}`);
  const unknown = delivered.filter(({ id }) => ids.get(id) !== 1);
  if (unknown.length > maybeSent - sent.length)
    for (const { id } of unknown) failures.push(`the platform holds ${id}, the rows do not`);
}

/** Help in a crisis waits for nothing, not even for a disclosure; who says stop first is told both in one message. */
function disclosureStandsFirstAndOnce(record: FanHistory, failures: Failures): void {
  const sent = groupBy(
    record.outbound.filter(({ kind, state }) => state === "sent" && kind !== "crisis"),
    ({ conversationId }) => conversationId,
  );
  const words = groupBy(
    record.messages.filter(({ direction, kind }) => direction === "out" && kind !== "crisis"),
    ({ conversationId }) => conversationId,
  );
  for (const { id, disclosed } of record.conversations) {
    const disclosures = (sent.get(id) ?? []).filter(({ kind }) => kind === "disclosure").length;
    const first = words.get(id)?.[0];
    if (first?.kind === "opt_out") continue;
    const wanted = sent.has(id) ? 1 : 0;
    if (disclosures !== wanted || (wanted === 1 && !disclosed)) failures.push(`${id}: disclosed ${disclosures} times`);
    if (first && first.kind !== "disclosure") failures.push(`${id}: the first words are ${first.kind}`);
  }
}

/** Clocks are read a moment before rows are locked. */
const LOCK_GRACE_MS = 1_000;
/** What may still be said after an opt-out, and to a minor. */
const AFTER_OPT_OUT = new Set(["opt_out", "delivery"]);
const TO_A_MINOR = new Set(["minor", "crisis", "disclosure"]);
const CRISIS_QUIET_MS = 72 * 3_600_000;

function nothingForbiddenIsSent(record: FanHistory, failures: Failures): void {
  const conversations = new Map(record.conversations.map((row) => [row.id, row]));
  for (const { conversationId, kind, sendingAtMs, state } of record.outbound) {
    const conversation = conversations.get(conversationId);
    if (!conversation || sendingAtMs === null || state !== "sent") continue;
    const isAfter = (lockedAtMs: number | null) => lockedAtMs !== null && sendingAtMs > lockedAtMs + LOCK_GRACE_MS;
    const { optedOutAtMs, minorLockedAtMs, crisisAtMs } = conversation;
    if (isAfter(optedOutAtMs) && !AFTER_OPT_OUT.has(kind)) failures.push(`${conversationId}: ${kind} after an opt-out`);
    if (isAfter(minorLockedAtMs) && !TO_A_MINOR.has(kind)) failures.push(`${conversationId}: ${kind} to a minor`);
    const isQuiet = crisisAtMs !== null && sendingAtMs < crisisAtMs + CRISIS_QUIET_MS && isAfter(crisisAtMs);
    if (isQuiet && kind === "offer") failures.push(`${conversationId}: an offer after a crisis`);
    const stop = record.stops.find(
      ({ fromMs, untilMs }) => sendingAtMs > fromMs + LOCK_GRACE_MS && sendingAtMs < untilMs,
    );
    if (stop) failures.push(`${conversationId}: ${kind} while everything was stopped`);
  }
}

function nothingIsOpen(record: FanHistory, failures: Failures): void {
  if (record.openOutbox > 0) failures.push(`${record.openOutbox} outbox rows are open`);
  for (const { eventId, state } of record.events)
    if (state === "received" || state === "failed") failures.push(`event ${eventId} is ${state}`);
}

function theAuditIsAChain(record: FanHistory, failures: Failures): void {
  if (!record.chainsIntact) failures.push("a hash chain does not verify");
  for (const [index, { seq, prevHash }] of record.audit.entries()) {
    const before = record.audit[index - 1];
    if (before && (seq !== before.seq + 1 || prevHash !== before.hash))
      failures.push(`audit row ${seq} does not follow`);
  }
}

function theLogHoldsNoMessage(record: FanHistory, failures: Failures): void {
  const { leaks } = record;
  if (leaks.length > 0) failures.push(`${leaks.length} messages or secrets stand in the log, such as ${leaks[0]}`);
}

function nobodyDiedUnasked(record: FanHistory, failures: Failures): void {
  for (const death of record.unplannedDeaths) failures.push(`the product ended by itself: ${death}`);
}

function isSilenced({ optedOutAtMs, minorLockedAtMs, crisisAtMs }: ConversationRow): boolean {
  return optedOutAtMs !== null || minorLockedAtMs !== null || crisisAtMs !== null;
}

/** An answer that a lock or the stop of everything held back. */
function wasSilenced({ conversationId, state, blockedBy }: OutboundRow, silenced: ReadonlySet<string>): boolean {
  return state === "blocked" && (silenced.has(conversationId) || blockedBy === "C14:kill_switch");
}

/** Sending broke off and the platform shows too little of the past to tell: a person decides, nothing is sent twice. */
function isAsked({ state, error }: OutboundRow): boolean {
  return state === "draft" && error === BROKE_OFF;
}

/** By conversation, oldest first: what answers a span, without what only goes along with it. */
function answersOf(record: FanHistory): Map<string, OutboundRow[]> {
  const answering = record.outbound.filter(({ kind }) => !ACCOMPANYING_KINDS.has(kind));
  return groupBy(answering, ({ conversationId }) => conversationId);
}

function inboundOf(record: FanHistory): Map<string, MessageRow[]> {
  return groupBy(
    record.messages.filter(({ direction }) => direction === "in"),
    ({ conversationId }) => conversationId,
  );
}

export function countBy<Item, Key>(items: readonly Item[], key: (item: Item) => Key): Map<Key, number> {
  const counts = new Map<Key, number>();
  for (const item of items) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1);
  return counts;
}

function groupBy<Item, Key>(items: readonly Item[], key: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}
