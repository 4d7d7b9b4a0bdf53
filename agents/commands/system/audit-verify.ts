// Reads the audit and every trust chain from its first row and names the first row that was changed, swapped or removed (trust T21).
import { z } from "zod";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import type { Card } from "../view.ts";
import { auditPages, trustPages } from "./chain-pages.ts";
import { type ChainReport, checkChains } from "./check-chains.ts";

const Report = z.object({
  rows: z.number(),
  chains: z.number(),
  intact: z.boolean(),
  /** First row at fault, in the order of the chains. */
  broken: z
    .object({ id: z.string(), chain: z.string(), seq: z.number(), fault: z.enum(["broken_link", "changed_row"]) })
    .nullable(),
});

const Output = z.object({ intact: z.boolean(), audit: Report, trust: Report });

export const auditVerify = defineCommand({
  name: "audit.verify",
  role: "analyst",
  effect: "read",
  input: z.object({}),
  output: Output,
  errors: [],
  run: async (context) => {
    const { prisma } = context.database;
    const audit = await checkChains(auditPages(prisma), context.signal);
    const trust = await checkChains(trustPages(prisma), context.signal);
    return { intact: audit.intact && trust.intact, audit, trust };
  },
  view: (output, context) => verdictCard(output, context),
});

function verdictCard(output: z.output<typeof Output>, context: CommandContext): Card {
  const words = texts(context.actor.language).status;
  const value = (report: ChainReport) =>
    report.broken
      ? words.chainBroken(words.faults[report.broken.fault], report.broken.seq, report.broken.id)
      : words.chainIntact(report.rows, report.chains);
  return {
    title: output.intact ? words.recordsIntact : words.recordsBroken,
    tone: output.intact ? "good" : "bad",
    fields: [
      { label: words.auditChain, value: value(output.audit) },
      { label: words.trustChains, value: value(output.trust) },
    ],
    note: words.chainLimits,
  };
}
