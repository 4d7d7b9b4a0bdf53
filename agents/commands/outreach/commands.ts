// How mailings are sent, as data: quiet hours, how often, how fast, when a guardrail stops them. For all avatars, or for one.

import { z } from "zod";
import { type OutreachSettings, perHourOf } from "../../domain/fans/outreach-rules.ts";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { findAvatar } from "../avatar/find-avatar.ts";
import { changeSetting } from "../change-setting.ts";
import { type AnyCommand, defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import type { Card } from "../view.ts";
import { outreachKey, outreachSettings, StoredOutreach } from "./outreach-settings.ts";

const Output = z.object({
  avatar: z.string().nullable(),
  quietFrom: z.number(),
  quietTo: z.number(),
  everyDays: z.number(),
  harmPercent: z.number(),
  afterAnswer: z.boolean(),
  rates: z.array(z.object({ account: z.string(), perHour: z.number() })),
});
type Settings = z.output<typeof Output>;

const { quietFrom, quietTo, everyDays, harmPercent, afterAnswer, perHour } = StoredOutreach.shape;

const outreachSet = defineCommand({
  name: "outreach.set",
  role: "manager",
  effect: "write",
  input: z.object({
    ...{ avatar: z.string().optional(), quietFrom, quietTo, everyDays, harmPercent, afterAnswer },
    /** Of all the avatar's accounts, or of the one named. */
    perHour: perHour.unwrap().valueType.optional(),
    account: z.string().optional(),
  }),
  output: Output,
  positional: ["avatar"],
  errors: ["not_found", "invalid_input", "forbidden"],
  run: async (context, { avatar: reference, perHour: rate, account, ...changed }) => {
    const words = texts(context.actor.language).reach;
    if (changed.afterAnswer && context.actor.role !== "owner")
      throw new AppError("forbidden", words.ownerOnly, { field: "afterAnswer" });
    const avatar = reference ? await findAvatar(context, reference) : null;
    if (rate !== undefined && !avatar) throw new AppError("invalid_input", words.rateNeedsAvatar, { field: "avatar" });
    const rates = rate === undefined || !avatar ? {} : await ratesOf(context, avatar.id, account, rate);
    const key = outreachKey(avatar?.id ?? null);
    const given = Object.fromEntries(Object.entries(changed).filter(([, value]) => value !== undefined));
    await changeSetting(context, key, (value) => {
      const before = StoredOutreach.parse(value);
      return { ...before, ...given, perHour: { ...before.perHour, ...rates } };
    });
    return await load(context, avatar);
  },
  view: (output, context) => settingsCard(output, context),
});

const outreachShow = defineCommand({
  name: "outreach.show",
  role: "chatter",
  effect: "read",
  input: z.object({ avatar: z.string().optional() }),
  output: Output,
  positional: ["avatar"],
  errors: ["not_found"],
  run: async (context, { avatar }) => await load(context, avatar ? await findAvatar(context, avatar) : null),
  view: (output, context) => settingsCard(output, context),
});

async function ratesOf(context: CommandContext, avatarId: string, account: string | undefined, rate: number) {
  const words = texts(context.actor.language).reach;
  const named = account?.replace(/^@/, "");
  const rows = await context.database.prisma.account.findMany({
    where: { avatarId, ...(named ? { OR: [{ id: named }, { handle: named }, { platform: named }] } : {}) },
    select: { id: true },
  });
  if (rows.length === 0)
    throw new AppError("not_found", words.accountNotFound(account ?? ""), {
      field: "account",
      remedy: words.accountHint,
    });
  return Object.fromEntries(rows.map(({ id }) => [id, rate]));
}

async function load(
  context: CommandContext,
  avatar: { readonly id: string; readonly slug: string } | null,
): Promise<Settings> {
  const { prisma } = context.database;
  const { quiet, perHour: rates, ...settings }: OutreachSettings = await outreachSettings(prisma, avatar?.id ?? null);
  const accounts = avatar ? await prisma.account.findMany({ where: { avatarId: avatar.id } }) : [];
  return {
    ...{ avatar: avatar?.slug ?? null, quietFrom: quiet.from, quietTo: quiet.to, ...settings },
    rates: accounts.map(({ id, platform, handle }) => ({
      account: `${platform} @${handle}`,
      perHour: rates[id] ?? perHourOf(platform),
    })),
  };
}

function settingsCard(settings: Settings, { actor }: CommandContext): Card {
  const words = texts(actor.language).reach;
  return {
    title: words.settings(settings.avatar),
    fields: [
      { label: words.quiet, value: words.quietValue(settings.quietFrom, settings.quietTo) },
      { label: words.every, value: words.days(settings.everyDays) },
      { label: words.guardrail, value: `${settings.harmPercent} %` },
      { label: words.afterAnswer, value: settings.afterAnswer ? words.afterAnswerOn : words.afterAnswerOff },
      ...settings.rates.map(({ account, perHour: rate }) => ({
        label: `${words.rate} · ${account}`,
        value: String(rate),
      })),
    ],
  };
}

export const outreachCommands: readonly AnyCommand[] = [outreachShow, outreachSet];
