// Interactions by Discord's gateway, for installations that no one reaches from outside.
import { Client, Events, GatewayDispatchEvents, GatewayIntentBits, REST, Routes } from "discord.js";
import type { Logger } from "../../../agents/kernel/log.ts";
import { Interaction } from "./interaction.ts";
import type { Reply } from "./reply.ts";

export interface GatewayOptions {
  readonly token: string;
  readonly apiRoot: string;
  readonly log: Logger;
  readonly receive: (interaction: Interaction) => Promise<Reply | null>;
  /** Called once the response is out. */
  readonly follow: (interaction: Interaction, reply: Reply) => void;
}

export interface Gateway {
  close(): Promise<void>;
}

/** Settles when the session is begun; discord.js keeps it up from there. */
export async function openGateway({ token, apiRoot, log, receive, follow }: GatewayOptions): Promise<Gateway> {
  // Interactions need no intent; the servers themselves are the least a session asks for.
  const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: apiRoot, version: "10" } });
  const rest = new REST({ api: apiRoot, version: "10" }).setToken(token);
  client.on(Events.Error, (error) => log.warn("discord gateway failed", { surface: "discord", error }));
  client.ws.on(GatewayDispatchEvents.InteractionCreate, (sent: unknown) => {
    answer(sent).catch((error: unknown) => {
      log.warn("a discord interaction could not be answered", { surface: "discord", error });
    });
  });
  async function answer(sent: unknown): Promise<void> {
    const interaction = Interaction.parse(sent);
    const reply = await receive(interaction);
    if (!reply) return;
    await rest.post(Routes.interactionCallback(interaction.id, interaction.token), {
      body: reply.response,
      auth: false,
    });
    follow(interaction, reply);
  }
  await client.login(token);
  return {
    close: () => client.destroy(),
  };
}
