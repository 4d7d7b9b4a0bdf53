// A stored conversation as the turns in which the avatar answered: what the fan wrote, what was said, what came before.
import type { Message } from "../../../prisma/generated/client/client.ts";

/** Of an answer's messages that went out. */
export interface SentMessage {
  readonly externalId: string | null;
  readonly upToSeq: number;
  readonly promptVersions: unknown;
}

export interface StoredTurn {
  readonly heard: readonly Message[];
  readonly said: readonly Message[];
  /** Why the text was not the model's own first one; null: it was, or nothing says. */
  readonly replaced: string | null;
  /** Everything both sides had said when it was answered, oldest first. */
  readonly history: readonly Message[];
}

/** They are sent on their own account, not as an answer. */
const NO_ANSWER: ReadonlySet<string> = new Set(["delivery"]);

/** @param messages by seq. What a person answered is past, not a turn; so is what the fan took back. */
export function storedTurns(messages: readonly Message[], sent: readonly SentMessage[]): StoredTurn[] {
  const sentBy = new Map(sent.flatMap((row) => (row.externalId === null ? [] : [[row.externalId, row] as const])));
  const rowOf = ({ externalId }: Message) => (externalId === null ? undefined : sentBy.get(externalId));
  const answers = new Map<number, Message[]>();
  let lastHeard = 0;
  for (const message of messages) {
    if (message.direction === "in") lastHeard = message.seq;
    if (message.author !== "avatar" || NO_ANSWER.has(message.kind)) continue;
    // Whoever wrote on while the answer was on its way is answered by the next one.
    const upToSeq = rowOf(message)?.upToSeq ?? lastHeard;
    answers.set(upToSeq, [...(answers.get(upToSeq) ?? []), message]);
  }
  const turns: StoredTurn[] = [];
  let answered = 0;
  for (const [upToSeq, said] of [...answers].sort(([one], [other]) => one - other)) {
    const byPerson = messages.findLast(({ author, seq }) => author === "operator" && seq <= upToSeq)?.seq ?? 0;
    const after = Math.max(answered, byPerson);
    const isHeard = ({ author, seq }: Message) => author === "fan" && seq > after && seq <= upToSeq;
    const heard = messages.filter(isHeard);
    const [first] = said;
    answered = upToSeq;
    if (!first || heard.length === 0 || heard.some(({ deletedAt }) => deletedAt !== null)) continue;
    turns.push({
      heard,
      said,
      replaced: said.map((message) => replacedOf(rowOf(message)?.promptVersions)).find((why) => why !== null) ?? null,
      history: messages.filter(
        (message) => message.seq < first.seq && !isHeard(message) && !isLater(message, upToSeq) && !message.deletedAt,
      ),
    });
  }
  return turns;
}

const isLater = ({ direction, seq }: Message, upToSeq: number) => direction === "in" && seq > upToSeq;

function replacedOf(promptVersions: unknown): string | null {
  if (promptVersions === null || typeof promptVersions !== "object" || !("replaced" in promptVersions)) return null;
  return typeof promptVersions.replaced === "string" ? promptVersions.replaced : null;
}
