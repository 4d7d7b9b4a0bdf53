// An address that is told of events from now on; the secret that signs them is shown this once.
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { secretPlace } from "./secret-place.ts";
import { WEBHOOK_EVENTS } from "./webhook-events.ts";

const SECRET_PREFIX = "whsec_";
/** Ours: each event is told to each of them. */
const MOST_ENDPOINTS = 20;
const LOOPBACK = new Set(["127.0.0.1", "localhost", "[::1]"]);

export const webhookAdd = defineCommand({
  name: "webhook.add",
  role: "owner",
  effect: "write",
  input: z.object({
    url: z.string().trim().min(1).max(2_000),
    events: z.array(z.enum(WEBHOOK_EVENTS)).min(1).max(WEBHOOK_EVENTS.length).optional(),
  }),
  output: z.object({ id: z.string(), url: z.string(), events: z.array(z.string()), secret: z.string() }),
  positional: ["url"],
  errors: ["conflict"],
  run: async (context, input) => {
    const url = readAddress(context, input.url);
    const { prisma } = context.database;
    const words = texts(context.actor.language).webhooks;
    if ((await prisma.webhookEndpoint.count()) >= MOST_ENDPOINTS)
      throw new AppError("conflict", words.tooMany(MOST_ENDPOINTS), { remedy: words.tooManyRemedy });
    const id = context.ids.next("webhook");
    const secret = `${SECRET_PREFIX}${context.ids.secret()}`;
    const events = [...new Set(input.events ?? WEBHOOK_EVENTS)];
    await prisma.webhookEndpoint.create({
      data: {
        id,
        url,
        events,
        secret: context.secrets.seal(secret, secretPlace(id)),
        createdById: context.actor.id,
        createdAt: context.clock.now(),
      },
    });
    return { id, url, events, secret };
  },
  view: (output, context) => {
    const words = texts(context.actor.language).webhooks;
    return {
      title: words.added(new URL(output.url).host),
      tone: "good",
      fields: [
        { label: words.secret, value: output.secret },
        { label: words.events, value: output.events.join(", ") },
        { label: words.id, value: output.id },
      ],
      note: words.shownOnce,
      buttons: [{ label: words.test, command: "webhook.test", input: { id: output.id }, style: "primary" }],
    };
  },
  subject: (_input, output) => output.id,
});

/** What it resolves to is judged anew at each call (trust T9). @throws AppError `invalid_input` */
function readAddress({ actor, ports }: CommandContext, given: string): string {
  const words = texts(actor.language).webhooks;
  const refuse = (reason: string) =>
    new AppError("invalid_input", words.badAddress, { field: "url", remedy: words.badAddressRemedy, reason });
  if (!URL.canParse(given)) throw refuse("not_https");
  const url = new URL(given);
  const isOurs = LOOPBACK.has(url.hostname) && ports.webhooks?.allowsLoopback === true;
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isOurs)) throw refuse("not_https");
  if (url.username !== "" || url.password !== "") throw refuse("password");
  url.hash = "";
  return url.href;
}
