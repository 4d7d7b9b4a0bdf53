// The operator bot in Discord: slash commands, cards, buttons and menus, by HTTP interactions or by the gateway.
import { setTimeout as delay } from "node:timers/promises";
import type { App } from "../../../agents/commands/app.ts";
import { finishUpdate } from "../../../agents/commands/inbound/cut-off-updates.ts";
import { callInternal } from "../../../agents/commands/internal.ts";
import { createRegistry } from "../../../agents/commands/registry.ts";
import { resolveIdentity } from "../../../agents/commands/session/resolve-identity.ts";
import { texts } from "../../../agents/texts/texts.ts";
import { systemTimers, type Timers } from "../../../jobs/queue/timers.ts";
import type { Mount } from "../../http/mount.ts";
import { ChatLanes } from "../chat/chat-lanes.ts";
import { LiveCards } from "../chat/live-cards.ts";
import { watchLostAnswers } from "../chat/lost-answers.ts";
import { NoticePush } from "../chat/notice-push.ts";
import { RecentTaps } from "../chat/recent-taps.ts";
import { admit, eventOf } from "./admission.ts";
import { CardSender } from "./card-sender.ts";
import { commandTree } from "./command-tree.ts";
import { type Desk, showProblem, type Visit } from "./desk.ts";
import { DiscordApi, isRefused, isTokenRefused, type Place, type Wait } from "./discord-api.ts";
import { type Gateway, openGateway } from "./gateway.ts";
import { holdGateway } from "./hold-gateway.ts";
import { inTime } from "./in-time.ts";
import { type Interaction, InteractionType } from "./interaction.ts";
import { interactionsMount } from "./interactions-mount.ts";
import { onAutocomplete, onCommand, onModal } from "./on-command.ts";
import { onComponent } from "./on-component.ts";
import { PROMISE, type Reply, refusal } from "./reply.ts";
import { readPublicKey } from "./signature.ts";
import { closeLost } from "./written-answer.ts";

export interface DiscordBotOptions {
  readonly app: App;
  readonly token: string;
  readonly applicationId: string;
  /** The team's server. Absent: direct messages only, and no commands are registered. */
  readonly guildId?: string;
  /** DISCORD_API_BASE_URL */
  readonly apiRoot: string;
  /** Hex. Present: interactions come by HTTP. Absent: by the gateway. */
  readonly publicKey?: string;
  /** Injected by tests. */
  readonly timers?: Timers;
  readonly wait?: Wait;
}

/** `refused`: Discord does not take the token. */
type DiscordBotState = "stopped" | "connecting" | "running" | "refused";

export interface DiscordBot {
  /** Mount it in every mode: with the gateway it answers 503. */
  readonly mount: Mount;
  state(): DiscordBotState;
  /** Registers the commands and begins. Never rejects: failures are retried and logged. */
  start(): Promise<void>;
  /** Takes nothing more and lets what was begun come to an end. */
  stop(): Promise<void>;
}

const CONNECT_DELAYS_MS = [1_000, 2_000, 5_000, 15_000, 60_000];
const LONGEST_CONNECT_DELAY_MS = 60_000;

export function createDiscordBot(options: DiscordBotOptions): DiscordBot {
  const { app, publicKey, wait = pause, timers = systemTimers } = options;
  const { log } = app.context;
  const stopping = new AbortController();
  const parts = assemble(options, wait);
  let state: DiscordBotState = "stopped";
  let gateway: Gateway | undefined;
  let stopWatching: (() => void) | undefined;
  const connect = async () => {
    await registerCommands(options, parts);
    if (publicKey === undefined) {
      const { token, apiRoot } = options;
      const open = () => openGateway({ token, apiRoot, log, receive: parts.receive, follow: parts.follow });
      gateway = await holdGateway({ context: app.context, applicationId: options.applicationId, open, timers });
    }
  };
  return {
    mount: interactionsMount({
      publicKey: publicKey === undefined ? undefined : readPublicKey(publicKey),
      receive: parts.receive,
      follow: parts.follow,
    }),
    state: () => state,
    start: async () => {
      state = "connecting";
      parts.live.start();
      for (let attempt = 0; !stopping.signal.aborted; attempt += 1) {
        try {
          await connect();
          state = "running";
          parts.notices.start();
          stopWatching = parts.watch();
          log.info("discord bot is running", { surface: "discord", state: publicKey ? "http" : "gateway" });
          return;
        } catch (thrown) {
          if (isTokenRefused(thrown)) {
            state = "refused";
            log.error("discord refused the bot", { surface: "discord", error: thrown });
            return;
          }
          const delayMs = CONNECT_DELAYS_MS[attempt] ?? LONGEST_CONNECT_DELAY_MS;
          log.warn("discord cannot be reached", { surface: "discord", error: thrown, delayMs });
          await wait(delayMs);
        }
      }
    },
    stop: async () => {
      stopping.abort();
      await gateway?.close();
      await parts.lanes.stop();
      await parts.live.stop();
      await parts.notices.stop();
      stopWatching?.();
      state = "stopped";
    },
  };
}

const pause: Wait = (delayMs) => delay(delayMs, undefined, { ref: false });

function assemble(options: DiscordBotOptions, wait: Wait) {
  const { app, token, applicationId, apiRoot, guildId, timers = systemTimers } = options;
  const { context } = app;
  const api = new DiscordApi({ token, applicationId, apiRoot, clock: context.clock, wait });
  const resolveActor = (externalId: string) =>
    callInternal(context, resolveIdentity, { surface: "discord", externalId });
  const sender = new CardSender(context, api);
  const live = new LiveCards<Place, string>({ app, surface: "discord", sender, timers, resolveActor });
  const notices = new NoticePush({
    context,
    surface: "discord",
    show: async ({ externalId, actor, card }) =>
      await sender.show({ ...(await api.directChannel(externalId)), actor }, card),
    showInRoom: async ({ chatId, actor, card }) => await sender.show({ chatId, actor, isShared: true }, card),
    timers,
  });
  const registry = createRegistry(app.registry.list.filter((command) => command.visibility !== "internal"));
  const desk: Desk = { app, registry, api, sender, live, taps: new RecentTaps(context.clock), timers, resolveActor };
  const lanes = new ChatLanes<string>();
  const answer = async (interaction: Interaction): Promise<Reply | null> => {
    const admission = await admit({ context, guildId, resolveActor }, interaction);
    if (admission.state === "repeated") return null;
    if (admission.state === "refused") return refused(interaction, admission.words);
    const chatId = interaction.channel_id ?? interaction.channel?.id ?? "";
    const place = api.answering(chatId, interaction.token);
    const { actor, userId } = admission;
    const { response, work } = await handle(desk, { interaction, actor, userId, place });
    if (interaction.type === InteractionType.ApplicationCommandAutocomplete) return { response };
    return { response, work: () => finished(interaction, work) };
  };
  const finished = async (interaction: Interaction, work: Reply["work"]) => {
    await work?.();
    await callInternal(context, finishUpdate, eventOf(interaction)).catch((thrown: unknown) => {
      context.log.warn("an interaction could not be marked as answered", { surface: "discord", error: thrown });
    });
  };
  const receive = inTime({ receive: answer, timers, catchUp: (late, reply) => catchUp(api, late, reply) });
  const follow = (interaction: Interaction, { work }: Reply) => {
    if (!work) return;
    lanes.run(interaction.channel_id ?? interaction.channel?.id ?? "", async () => {
      await work().catch((thrown: unknown) => {
        context.log.error("discord interaction failed", { surface: "discord", eventId: interaction.id, error: thrown });
      });
    });
  };
  const watch = () =>
    watchLostAnswers({ context, surface: "discord", close: (answer) => closeLost(api, answer), timers });
  return { api, live, notices, lanes, desk, receive, follow, watch };
}

type Parts = ReturnType<typeof assemble>;

/** Words come after all; a modal cannot, since it has to be the first answer. */
async function catchUp(api: DiscordApi, interaction: Interaction, reply: Reply | null): Promise<void> {
  if (!reply || interaction.type === InteractionType.ApplicationCommandAutocomplete) return;
  const { response, work } = reply;
  const place = api.answering(interaction.channel_id ?? interaction.channel?.id ?? "", interaction.token);
  const words = texts(interaction.locale?.startsWith("es") ? "es" : "en").discord;
  const said = "data" in response && response.data && "content" in response.data ? response.data.content : undefined;
  const message = { content: said ?? words.tooSlow, isPrivate: true };
  if (interaction.message === undefined) await api.answer(place, { content: message.content });
  else await api.send(place, message);
  await work?.();
}

/** Suggestions cannot carry words. */
function refused({ type }: Interaction, words: string): Reply {
  if (type !== InteractionType.ApplicationCommandAutocomplete) return refusal(words);
  return { response: { type: 8, data: { choices: [] } } };
}

async function handle(desk: Desk, visit: Visit): Promise<Reply> {
  const reply = await replyTo(desk, visit);
  const { work } = reply;
  if (!work) return reply;
  const isAnswer = reply.response === PROMISE;
  return { ...reply, work: () => guarded(desk, visit, work, isAnswer) };
}

function replyTo(desk: Desk, visit: Visit): Promise<Reply> {
  switch (visit.interaction.type) {
    case InteractionType.ApplicationCommand:
      return onCommand(desk, visit);
    case InteractionType.MessageComponent:
      return onComponent(desk, visit);
    case InteractionType.ApplicationCommandAutocomplete:
      return onAutocomplete(desk, visit);
    case InteractionType.ModalSubmit:
      return onModal(desk, visit);
    default:
      return Promise.resolve(refusal(texts(visit.actor.language).discord.commandGone));
  }
}

/** The operator learns that something failed; what it was stands in the log. Nothing it does may stop the others. */
async function guarded(desk: Desk, visit: Visit, work: () => Promise<void>, isAnswer: boolean): Promise<void> {
  const { log } = desk.app.context;
  const facts = { surface: "discord", eventId: visit.interaction.id, operatorId: visit.actor.id };
  try {
    await work();
  } catch (thrown) {
    log.error("discord interaction failed", { ...facts, error: thrown });
    try {
      await showProblem(desk, visit, thrown, isAnswer);
    } catch (again) {
      log.warn("discord answer failed", { ...facts, error: again });
    }
  }
}

/** The bot also works with the list of commands that was registered before. */
async function registerCommands({ guildId, app }: DiscordBotOptions, { api, desk }: Parts): Promise<void> {
  const { log } = app.context;
  if (guildId === undefined) {
    log.warn("discord commands are not registered", { surface: "discord", reason: "DISCORD_GUILD_ID is not set" });
    return;
  }
  try {
    await api.putCommands(guildId, commandTree(desk.registry));
  } catch (thrown) {
    if (!isRefused(thrown)) throw thrown;
    log.error("discord refused the commands", { surface: "discord", error: thrown });
  }
}
