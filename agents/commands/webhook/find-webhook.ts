// The endpoint an operator means, by id.
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import type { CommandContext } from "../context.ts";

/** @throws AppError `not_found` */
export async function findWebhook({ database, actor }: CommandContext, id: string) {
  const endpoint = await database.prisma.webhookEndpoint.findUnique({ where: { id } });
  if (endpoint) return endpoint;
  const words = texts(actor.language).webhooks;
  throw new AppError("not_found", words.unknown(id.slice(0, 60)), { field: "id", remedy: words.unknownRemedy });
}
