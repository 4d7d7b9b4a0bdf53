// How long operators' platforms wait for their answer under a flood, while a batch is made: Discord gives an application 3 s,
// Telegram sends what was not answered again.

import { randomUUID } from "node:crypto";
import type { Agent } from "node:http";
import { startDiscordEmulator } from "../../bot/surfaces/discord/emulator/discord-emulator.ts";
import { startTelegramEmulator } from "../../bot/surfaces/telegram/emulator/telegram-emulator.ts";
import { startReplicateEmulator } from "../../jobs/providers/replicate/emulator/replicate-emulator.ts";
import { giveFace } from "../testbed/give-face.ts";
import { freePort } from "../testbed/product-process.ts";
import { type Benchmark, figure } from "./benchmark.ts";
import { makeAvatar } from "./creator.ts";
import { startProduct } from "./product.ts";
import { median, percentile } from "./statistics.ts";
import { atRate, type Shot, timed } from "./webhook-ack.ts";

const DISCORD_RATE = 50;
const TELEGRAM_RATE = 100;
const SECONDS = 10;
const OPERATORS = 20;
const PICTURES = 40;
const PICTURE_MS = 2_000;
/** Discord's own limit. */
const LIMIT_MS = 3_000;
const CHANNEL = "800100";
const FIRST_PERSON = 61_000;
/** Beyond those of the emulator itself. */
const FIRST_UPDATE = 9_000_000;
const READY_LIMIT_MS = 60_000;

export const interactions: Benchmark = {
  name: "interactions",
  summary: `p99 of the answer to ${DISCORD_RATE} Discord interactions and ${TELEGRAM_RATE} Telegram updates a second, beside a batch`,
  run: async ({ backend, progress }) => {
    const telegram = await startTelegramEmulator();
    const discord = await startDiscordEmulator();
    discord.addChannel({ id: CHANNEL, type: 0 });
    const vendor = await startReplicateEmulator({ startMs: 0, runMs: PICTURE_MS });
    const port = await freePort();
    const secret = randomUUID();
    const people = Array.from({ length: OPERATORS }, (_, index) => FIRST_PERSON + index);
    const environment = {
      PORT: String(port),
      ROLES: "web,worker,telegram,discord",
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      IMAGE_PROVIDERS: "replicate",
      REPLICATE_API_TOKEN: vendor.token,
      REPLICATE_BASE_URL: vendor.baseUrl,
      TELEGRAM_BOT_TOKEN: telegram.token,
      TELEGRAM_API_ROOT: telegram.apiRoot,
      TELEGRAM_OPERATOR_IDS: people.join(),
      TELEGRAM_WEBHOOK_SECRET: secret,
      DISCORD_TOKEN: discord.token,
      DISCORD_APPLICATION_ID: discord.applicationId,
      DISCORD_GUILD_ID: discord.guildId,
      DISCORD_PUBLIC_KEY: discord.publicKey,
      DISCORD_API_BASE_URL: discord.apiRoot,
      DISCORD_OPERATOR_IDS: people.join(),
    };
    const product = await startProduct(backend, { environment });
    try {
      discord.setInteractionsUrl(`${product.url}/webhooks/discord`);
      await makeAvatar(product);
      await giveFace(product.operator, "luna");
      progress("both bots begin");
      for (const person of people) telegram.operatorWrites(person, person, "system status");
      const last = people.at(-1) ?? FIRST_PERSON;
      await telegram.waitFor(last, (seen) => seen.find(({ from }) => from === "bot"), READY_LIMIT_MS);
      await discord.waitFor(() => (discord.commands().length > 0 ? true : undefined), READY_LIMIT_MS);
      const look: Shot = (agent) => timed(agent, new URL("/healthz", product.url));
      progress(`${DISCORD_RATE + TELEGRAM_RATE} requests a second to /healthz`);
      const rate = DISCORD_RATE + TELEGRAM_RATE;
      const plain = await atRate(
        Array.from({ length: rate * SECONDS }, () => look),
        rate,
      );
      await product.operator.approve("batch.create", { avatar: "luna", count: PICTURES });
      progress(`${DISCORD_RATE} interactions and ${TELEGRAM_RATE} updates a second`);
      const updates = Array.from({ length: TELEGRAM_RATE * SECONDS }, (_, index): Shot => {
        const body = JSON.stringify(update(index, people[index % OPERATORS] ?? FIRST_PERSON));
        const headers = { "content-type": "application/json", "x-telegram-bot-api-secret-token": secret };
        return (agent: Agent) => timed(agent, new URL("/webhooks/telegram/operator", product.url), { body, headers });
      });
      const acts = Array.from({ length: DISCORD_RATE * SECONDS }, (_, index): Shot => {
        const person = { userId: String(people[index % OPERATORS]), channelId: CHANNEL };
        return async () => {
          const { status } =
            index % 2 === 0
              ? await discord.runs(person, "avatar list")
              : await discord.types(person, "avatar show", "avatar", "lu");
          if (status !== 200) throw new Error(`an interaction was answered with ${status}`);
        };
      });
      const [telegramMs, discordMs] = await Promise.all([atRate(updates, TELEGRAM_RATE), atRate(acts, DISCORD_RATE)]);
      // Told at once: what the flood began is ended before the product is, which takes longer than the flood.
      progress(
        `answered; median of Discord ${Math.round(median(discordMs))} ms, Telegram ${Math.round(median(telegramMs))} ms`,
      );
      progress(
        `p99 of Discord ${Math.round(percentile(discordMs, 0.99))} ms, Telegram ${Math.round(percentile(telegramMs, 0.99))} ms, ` +
          `of /healthz without them ${Math.round(percentile(plain, 0.99))} ms`,
      );
      const late = discordMs.filter((ms) => ms > LIMIT_MS).length;
      const how = `of ${SECONDS} s, counted from when each was due, while a batch of ${PICTURES} is made`;
      return [
        figure("discord-ack-p99", "ms", percentile(discordMs, 0.99), LIMIT_MS, `${how}; reference: Discord's limit`),
        figure("discord-late", "", late, discordMs.length, `${how}: answers after the limit; reference: all`),
        figure(
          "telegram-ack-p99",
          "ms",
          percentile(telegramMs, 0.99),
          percentile(plain, 0.99),
          `${how}; reference: GET /healthz at the rate of both, without them`,
        ),
      ];
    } finally {
      await product.close();
      await Promise.all([telegram.close(), discord.close(), vendor.close()]);
    }
  },
};

/** What a person types in their private chat. */
function update(index: number, person: number): object {
  const chat = { id: person, type: "private", first_name: "Operator" };
  const from = { id: person, is_bot: false, first_name: "Operator", language_code: "en" };
  const date = Math.floor(Date.now() / 1_000);
  const id = FIRST_UPDATE + index;
  return { update_id: id, message: { message_id: id, date, chat, from, text: "avatar list" } };
}
