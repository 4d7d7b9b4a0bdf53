// Takes the example creator away with all rows and files that belong to her; nothing else is touched.
import { z } from "zod";
import { Prisma } from "../../../prisma/client.ts";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext, Transaction } from "../context.ts";
import { transact } from "../transact.ts";
import { EXAMPLE_CREATOR } from "./example-creator.ts";
import { findExample } from "./example-load.ts";
import { avatarFolder } from "./prepare-example.ts";
import { removeFiles } from "./remove-files.ts";

const Output = z.object({ id: z.string().nullable(), name: z.string(), rows: z.number(), files: z.number() });

export const exampleRemove = defineCommand({
  name: "example.remove",
  role: "owner",
  effect: "write",
  input: z.object({}),
  output: Output,
  errors: ["unavailable"],
  run: async (context) => {
    const example = await findExample(context);
    if (!example) return { id: null, name: EXAMPLE_CREATOR.name, rows: 0, files: 0 };
    // Files first: if this is cut off, the avatar is still there and the command can be given again.
    const folder = avatarFolder(example.id);
    await retire(context, example.id);
    const before = await removeFiles(context, folder);
    const rows = await transact(context, (tx) => removeRows(tx, example.id));
    // What a job that was under way stored meanwhile.
    const after = await removeFiles(context, folder);
    context.ports.events.publish({ topic: `avatar:${example.id}`, kind: "removed" });
    return { id: example.id, name: example.name, rows, files: before + after };
  },
  view: (output, context) => {
    const words = texts(context.actor.language);
    if (output.id === null) {
      return {
        title: words.example.notThere,
        buttons: [{ label: words.avatar.loadExample, command: "example.load", input: {}, style: "primary" }],
      };
    }
    return {
      title: words.example.removed(output.name),
      tone: "good",
      fields: [{ label: words.example.removedLabel, value: words.example.removedValue(output.rows, output.files) }],
    };
  },
  subject: (_input, output) => output.id ?? "none",
});

/** Nothing new begins for a retired avatar. */
async function retire({ database }: CommandContext, id: string): Promise<void> {
  await database.prisma.avatar.updateMany({ where: { id, isExample: true }, data: { state: "retired" } });
}

/** In the order the references want; what hangs on a fan, an account or a piece goes with it. */
async function removeRows(tx: Transaction, avatarId: string): Promise<number> {
  const conversations = Prisma.sql`SELECT id FROM "Conversation" WHERE "avatarId" = ${avatarId}`;
  const pieces = Prisma.sql`SELECT id FROM "Piece" WHERE "avatarId" = ${avatarId}`;
  const accounts = Prisma.sql`SELECT id FROM "Account" WHERE "avatarId" = ${avatarId}`;
  const posts = Prisma.sql`SELECT id FROM "ScheduledPost" WHERE "accountId" IN (${accounts})`;
  const intents = Prisma.sql`SELECT "intentId" FROM "Purchase" WHERE "avatarId" = ${avatarId}`;
  const payments = Prisma.sql`SELECT id FROM "PaymentEvent" WHERE "intentId" IN (${intents})`;
  const statements = [
    Prisma.sql`DELETE FROM "Outbox" WHERE "dedupeKey" IN
      (${conversations} UNION ALL ${pieces} UNION ALL ${posts} UNION ALL ${payments})`,
    Prisma.sql`DELETE FROM "TrustEvent" WHERE stream = ${avatarId} OR stream IN (${conversations})`,
    Prisma.sql`DELETE FROM "InboundEvent" WHERE "conversationId" IN (${conversations})`,
    Prisma.sql`DELETE FROM "TakedownTicket" WHERE "assetId" IN (SELECT id FROM "Asset" WHERE "avatarId" = ${avatarId})`,
    Prisma.sql`DELETE FROM "Approval" WHERE subject IN (${pieces})`,
    Prisma.sql`DELETE FROM "PaymentEvent" WHERE "intentId" IN (${intents})`,
    Prisma.sql`DELETE FROM "Purchase" WHERE "avatarId" = ${avatarId}`,
    Prisma.sql`DELETE FROM "OutboundMessage" WHERE "conversationId" IN (${conversations})`,
    Prisma.sql`DELETE FROM "Message" WHERE "conversationId" IN (${conversations})`,
    Prisma.sql`DELETE FROM "Offer" WHERE "avatarId" = ${avatarId}`,
    Prisma.sql`DELETE FROM "Subscription" WHERE "avatarId" = ${avatarId}`,
    Prisma.sql`DELETE FROM "CostEntry" WHERE "avatarId" = ${avatarId}`,
    Prisma.sql`DELETE FROM "LoraModel" WHERE "avatarId" = ${avatarId}`,
    Prisma.sql`DELETE FROM "Fan" WHERE "avatarId" = ${avatarId}`,
    Prisma.sql`DELETE FROM "HealthCheck" WHERE "accountId" IN (${accounts})`,
    Prisma.sql`DELETE FROM "ScheduledPost" WHERE "accountId" IN (${accounts})`,
    Prisma.sql`DELETE FROM "Account" WHERE "avatarId" = ${avatarId}`,
    Prisma.sql`DELETE FROM "Pack" WHERE "avatarId" = ${avatarId}`,
    Prisma.sql`DELETE FROM "Piece" WHERE "avatarId" = ${avatarId}`,
    Prisma.sql`DELETE FROM "Asset" WHERE "avatarId" = ${avatarId}`,
    Prisma.sql`DELETE FROM "Batch" WHERE "avatarId" = ${avatarId}`,
    Prisma.sql`DELETE FROM "Avatar" WHERE id = ${avatarId} AND "isExample"`,
  ];
  let rows = 0;
  for (const statement of statements) rows += await tx.$executeRaw(statement);
  return rows;
}
