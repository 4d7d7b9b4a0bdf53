// Two rows in every table: world "a" belongs to the chatter's and the analyst's avatar, world "b" to nobody of theirs.
// Withheld columns hold the word CANARY or its number, so that one look at an answer shows a leak.
import { fileURLToPath } from "node:url";
import type { PrismaClient } from "../../prisma/client.ts";
import { type Description, type Field, foreignKeys, type Model, readDescription } from "../adapter/model.ts";

export type World = "a" | "b";

export const CANARY = "CANARY";
/** In withheld columns of numbers. */
export const CANARY_NUMBER = 4236.067;
/** What only operators who talk with fans may read. */
export const MESSAGE_TEXT = "SAID-BY-SOMEONE";

/** model.column: never in any answer. */
const SECRET_COLUMNS = [
  "Operator.passwordHash",
  "Session.tokenHash",
  "Session.csrfToken",
  "LoginLink.tokenHash",
  "ApiToken.tokenHash",
  "WebhookEndpoint.secret",
  "Account.accessToken",
  "Account.refreshToken",
  "AccountLogin.verifier",
  "Offer.token",
  "Purchase.galleryToken",
  "Conversation.leaseToken",
  "LinkCode.hash",
  "ErasedAddress.hash",
  "DeletionRequest.requestHash",
  "Consent.evidenceKey",
  "Avatar.referenceFace",
  "Dataset.archiveKey",
  "LoraModel.weightsKey",
  "InboundEvent.payload",
  "PaymentEvent.payload",
  "IdempotencyRecord.result",
  "IdempotencyRecord.key",
  "ButtonPayload.input",
  "ChatEntry.text",
  "ChatEntry.card",
  "RunCard.result",
  "Outbox.payload",
];
const MESSAGE_COLUMNS = [
  "Message.text",
  "Message.attachments",
  "OutboundMessage.text",
  "Fan.displayName",
  "FanMemory.text",
];

interface Creator {
  createMany(query: { data: Record<string, unknown>[] }): Promise<unknown>;
}

const WHEN = new Date("2026-11-20T10:00:00Z");
const NUMBERS: Readonly<Record<World, number>> = { a: 1, b: 2 };

export const rowId = (model: string, world: World): string => `${model}_${world}`;

export async function describeSchema(): Promise<Description> {
  const file = fileURLToPath(new URL("../../prisma/generated/dmmf.json", import.meta.url));
  return await readDescription(file);
}

export async function fillTables(prisma: PrismaClient): Promise<void> {
  const description = await describeSchema();
  const creators = prisma as unknown as Readonly<Record<string, Creator>>;
  for (const model of inOrder(description.models)) {
    const creator = creators[`${model.name.charAt(0).toLowerCase()}${model.name.slice(1)}`];
    await creator?.createMany({ data: [rowOf(model, "a", description), rowOf(model, "b", description)] });
  }
  await prisma.avatarOperator.createMany({
    data: ["chatter", "analyst"].map((role) => ({
      id: `own_${role}`,
      avatarId: rowId("Avatar", "a"),
      operatorId: `opr_${role}`,
    })),
  });
  // A deleted message would show no text to anybody.
  await prisma.message.updateMany({ data: { deletedAt: null } });
  await prisma.runCard.update({ where: { id: rowId("RunCard", "a") }, data: { requestedById: "opr_chatter" } });
}

/** Rows that others point to come first. */
function inOrder(models: readonly Model[]): Model[] {
  const placed: Model[] = [];
  const visit = (model: Model, path: readonly Model[]) => {
    if (placed.includes(model) || path.includes(model)) return;
    for (const target of foreignKeys(model).values()) {
      const found = models.find((each) => each.name === target);
      if (found) visit(found, [...path, model]);
    }
    placed.push(model);
  };
  for (const model of models) visit(model, []);
  return placed;
}

function rowOf(model: Model, world: World, description: Description): Record<string, unknown> {
  const targets = foreignKeys(model);
  const row: Record<string, unknown> = {};
  for (const field of model.fields) {
    if (field.kind === "object" || field.kind === "unsupported") continue;
    const target = targets.get(field.name);
    row[field.name] = target ? rowId(target, world) : columnValue(model, field, world, description);
  }
  return row;
}

function columnValue(model: Model, field: Field, world: World, description: Description): unknown {
  const column = `${model.name}.${field.name}`;
  const text = textOf(column, field, world);
  const value = scalarOf(field, text, world, description);
  return field.isList ? [value] : value;
}

function textOf(column: string, field: Field, world: World): string {
  if (field.isId) return rowId(column.split(".")[0] ?? "", world);
  if (SECRET_COLUMNS.includes(column)) return `${CANARY} ${column} ${world}`;
  if (MESSAGE_COLUMNS.includes(column)) return `${MESSAGE_TEXT} ${column} ${world}`;
  return `${field.name}-${world}`;
}

function scalarOf(field: Field, text: string, world: World, description: Description): unknown {
  switch (field.kind === "enum" ? "enum" : field.type) {
    case "enum":
      return description.enums.find((each) => each.name === field.type)?.values[0]?.name;
    case "Float":
      return text.startsWith(CANARY) ? CANARY_NUMBER : NUMBERS[world];
    case "Int":
      return NUMBERS[world];
    case "Decimal":
      return "1.25";
    case "Boolean":
      return false;
    case "DateTime":
      return WHEN;
    case "Json":
      return { note: text };
    default:
      return text;
  }
}
