// The rows of the audit and of the trust records in the order of their chains, a page at a time, as they were hashed.
import type { Database } from "../../../prisma/client.ts";
import type { ChainRow } from "./check-chains.ts";

type Prisma = Database["prisma"];

const PAGE_ROWS = 1_000;

export async function* auditPages(prisma: Prisma): AsyncIterable<readonly ChainRow[]> {
  let after = -1;
  for (;;) {
    const rows = await prisma.auditEntry.findMany({
      where: { seq: { gt: after } },
      orderBy: { seq: "asc" },
      take: PAGE_ROWS,
    });
    yield rows.map(({ prevHash, hash, detail: _detail, ...entry }) => ({
      id: entry.id,
      chain: "audit",
      seq: entry.seq,
      entry: { ...entry, at: entry.at.toISOString() },
      prevHash,
      hash,
    }));
    const last = rows.at(-1);
    if (!last || rows.length < PAGE_ROWS) return;
    after = last.seq;
  }
}

export async function* trustPages(prisma: Prisma): AsyncIterable<readonly ChainRow[]> {
  let after = { stream: "", seq: 0 };
  for (;;) {
    const rows = await prisma.trustEvent.findMany({
      where: { OR: [{ stream: { gt: after.stream } }, { stream: after.stream, seq: { gt: after.seq } }] },
      orderBy: [{ stream: "asc" }, { seq: "asc" }],
      take: PAGE_ROWS,
    });
    yield rows.map(({ prevHash, hash, ...entry }) => ({
      id: entry.id,
      chain: entry.stream,
      seq: entry.seq,
      entry: { ...entry, at: entry.at.toISOString() },
      prevHash,
      hash,
    }));
    const last = rows.at(-1);
    if (!last || rows.length < PAGE_ROWS) return;
    after = last;
  }
}
