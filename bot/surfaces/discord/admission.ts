// Who may use the bot: operators by their Discord id, in the team's server or in direct messages, each interaction once.
import type { Actor, AppContext } from "../../../agents/commands/context.ts";
import { rememberUpdate } from "../../../agents/commands/inbound/remember-update.ts";
import { callInternal } from "../../../agents/commands/internal.ts";
import { type Language, texts } from "../../../agents/texts/texts.ts";
import { type Interaction, InteractionType, userIdOf } from "./interaction.ts";

/** `source` of what is remembered. */
const SOURCE = "discord-operator";

/** By what an interaction is remembered. */
export const eventOf = ({ id }: Interaction) => ({ source: SOURCE, eventId: id });

export type Admission =
  | { readonly state: "admitted"; readonly actor: Actor; readonly userId: string }
  | { readonly state: "refused"; readonly words: string }
  | { readonly state: "repeated" };

export interface AdmissionOptions {
  readonly context: AppContext;
  readonly guildId: string | undefined;
  readonly resolveActor: (externalId: string) => Promise<Actor | null>;
}

export async function admit(options: AdmissionOptions, interaction: Interaction): Promise<Admission> {
  const { context, guildId, resolveActor } = options;
  const words = texts(languageOf(interaction)).discord;
  const userId = userIdOf(interaction);
  const actor = userId === undefined ? null : await resolveActor(userId);
  if (!actor || userId === undefined) {
    context.log.info("discord refused", { surface: "discord", reason: "stranger" });
    return { state: "refused", words: words.stranger };
  }
  if (interaction.guild_id !== undefined && interaction.guild_id !== guildId) {
    context.log.info("discord refused", { surface: "discord", reason: "other_server", operatorId: actor.id });
    return { state: "refused", words: texts(actor.language).discord.otherServer };
  }
  if (interaction.type !== InteractionType.ApplicationCommandAutocomplete) {
    const event = { ...eventOf(interaction), kind: `type-${interaction.type}`, operatorId: actor.id };
    if (!(await callInternal(context, rememberUpdate, event))) return { state: "repeated" };
  }
  return { state: "admitted", actor, userId };
}

const languageOf = ({ locale }: Interaction): Language => (locale?.startsWith("es") ? "es" : "en");
