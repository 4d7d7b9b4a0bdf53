// The operator bot in the emulated Discord: signed interactions in, the record of the channels out.
import type { Acknowledgement, DiscordEmulator } from "../../bot/surfaces/discord/emulator/discord-emulator.ts";
import { startDiscordEmulator } from "../../bot/surfaces/discord/emulator/discord-emulator.ts";
import { type SeenMessage, textOf } from "../../bot/surfaces/discord/emulator/message-log.ts";
import { discordPage } from "./discord-page.ts";
import { photograph } from "./photograph.ts";
import { escapedMarkdown } from "./recorder.ts";
import type { Block, Seat, SeatOptions, Shown, Surface } from "./seat.ts";

const TEAM = "5001";
const USER = "51001";
const DIRECT = `9${USER}`;
const WINDOW = { width: 860, height: 1_080 };
const LOCALES = { en: "en-US", es: "es-ES" } as const;
const MODAL = 9;
const MESSAGE = 4;
const MOST_TRIES = 4;

/** What the operator typed, after how many messages of the bot. */
export interface Typed {
  readonly after: number;
  readonly words: string;
}

export async function discordSurface(): Promise<Surface> {
  const discord = await startDiscordEmulator();
  discord.addChannel({ id: TEAM, type: 0, nsfw: true, name: "team" });
  return {
    title: "Discord",
    environment: {
      ROLES: "web,worker,discord",
      DISCORD_TOKEN: discord.token,
      DISCORD_APPLICATION_ID: discord.applicationId,
      DISCORD_GUILD_ID: discord.guildId,
      DISCORD_PUBLIC_KEY: discord.publicKey,
      DISCORD_API_BASE_URL: discord.apiRoot,
      DISCORD_OPERATOR_IDS: USER,
    },
    open: async (options) => {
      discord.setInteractionsUrl(`${options.product.running.url}/webhooks/discord`);
      await discord.waitFor(() => (discord.commands().length > 0 ? true : undefined));
      return discordSeat(discord, options);
    },
    close: () => discord.close(),
  };
}

function discordSeat(discord: DiscordEmulator, { browser, language }: SeatOptions): Seat {
  const person = { userId: USER, channelId: TEAM, locale: LOCALES[language] };
  const typed: Typed[] = [];
  const messages = () => [...discord.messages(TEAM), ...discord.messages(DIRECT)].sort(byId);
  /** A picture of the team's channel alone: a private chat is another window. */
  const inTeam = () => discord.messages(TEAM);
  const over = ({ response }: Acknowledgement) => (response?.type === MESSAGE ? (response.data.content ?? "") : "");
  return {
    prefix: "/agent ask text:",
    view: async () => messages().map(shownOf),
    say: async (words) => {
      typed.push({ after: inTeam().length, words: `/agent ask text:${words}` });
      await inTime(() => discord.runs(person, "agent ask", { text: words }));
    },
    press: async (label) => over(await inTime(() => discord.taps(person, label))),
    fill: async (label, words) => {
      const opened = await inTime(() => discord.taps(person, label));
      if (opened.response?.type !== MODAL) throw new Error(`“${label}” opened no modal`);
      const [first] = opened.response.data.components;
      await discord.submits(person, opened, { [first?.component.custom_id ?? ""]: words });
    },
    picture: () => photograph(browser, WINDOW, discordPage(inTeam(), typed, language === "es" ? "light" : "dark")),
  };
}

/** On a busy machine Discord gives up waiting, and a person tries again. */
async function inTime(act: () => Promise<Acknowledgement>): Promise<Acknowledgement> {
  for (let tries = 1; ; tries += 1) {
    const answer = await act();
    if (answer.response || tries === MOST_TRIES) return answer;
  }
}

const byId = (left: SeenMessage, right: SeenMessage) => (BigInt(left.id) < BigInt(right.id) ? -1 : 1);

function shownOf(message: SeenMessage): Shown {
  const { id, channelId, content, embeds, files, components, isEphemeral } = message;
  const pictures = files.map(({ name, content: bytes }): Block => ({ kind: "picture", bytes, alt: name }));
  const cards = embeds.map(({ title, description, footer }): Block => {
    const parts = [
      title ? `**${title}**` : "",
      lined(description ?? ""),
      footer ? `*${escapedMarkdown(footer.text)}*` : "",
    ];
    return { kind: "text", markdown: parts.filter(Boolean).join("\n\n") };
  });
  const place = channelId === DIRECT ? "in a direct message" : "";
  return {
    id,
    by: "product",
    ...(place || isEphemeral ? { place: place || "seen by the operator only" } : {}),
    words: textOf(message),
    blocks: [...(content === "" ? [] : [{ kind: "text", markdown: lined(content) } as const]), ...pictures, ...cards],
    buttons: components.map(({ components: parts }) =>
      parts.flatMap((part) => (part.type === 2 ? [part.label] : part.options.map(({ label }) => label))),
    ),
  };
}

/** Outside code, a line's end stays one. */
const lined = (text: string) =>
  text
    .split(/(```[\s\S]*?```)/)
    .map((part) => (part.startsWith("```") ? `\n\n${part}\n\n` : part.replaceAll(/(?<!\n)\n(?!\n)/g, "\\\n")))
    .join("");
