// Hash-chained record of what a control decided, written in the transaction that acts on it (trust, controls).
import { chainHash, GENESIS_HASH } from "../domain/trust/hash-chain.ts";
import { sha256 } from "../kernel/secret.ts";
import type { AppContext, Transaction } from "./context.ts";

export interface TrustDecision {
  /** "C1".."C20", "T3" ... */
  readonly control: string;
  readonly ruleVersion: string;
  /** What was judged; only its hash is kept. */
  readonly judged: string;
  readonly decision: string;
}

/** One chain a stream (a conversation, an avatar): whoever writes holds that row's lock, so chains never wait for each other. */
export async function appendTrustEvent(
  context: Pick<AppContext, "clock" | "ids">,
  tx: Transaction,
  stream: string,
  decision: TrustDecision,
): Promise<void> {
  const at = context.clock.now();
  const last = await tx.trustEvent.findFirst({
    where: { stream },
    orderBy: { seq: "desc" },
    select: { seq: true, hash: true },
  });
  const prevHash = last?.hash ?? GENESIS_HASH;
  const entry = {
    id: context.ids.next("trust"),
    stream,
    seq: (last?.seq ?? 0) + 1,
    control: decision.control,
    ruleVersion: decision.ruleVersion,
    inputHash: sha256(decision.judged),
    decision: decision.decision,
    at,
  };
  await tx.trustEvent.create({
    data: { ...entry, prevHash, hash: chainHash(prevHash, { ...entry, at: at.toISOString() }) },
  });
}
