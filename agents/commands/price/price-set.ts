// A new price from a day on. The one before it ends there and stays in the book: what was charged by it does not change (domain 5).
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { type AnyCommand, defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { readDay } from "../read-day.ts";
import { nearestWord } from "../registry.ts";
import { transact } from "../transact.ts";
import { configuredWork } from "./configured-work.ts";
import { storePrice } from "./store-price.ts";
import { parseUnitPrice, showUnitPrice } from "./unit-price.ts";

const name = z.string().trim().min(1).max(120);

const Input = z.object({
  provider: name.toLowerCase(),
  model: name,
  unit: name.toLowerCase(),
  usd: z.string().max(40),
  from: z.string().max(40).optional(),
  source: z.string().trim().min(1).max(120).optional(),
});

export const priceSet: AnyCommand = defineCommand({
  name: "price.set",
  role: "owner",
  effect: "write",
  input: Input,
  output: z.object({
    provider: z.string(),
    model: z.string(),
    unit: z.string(),
    usd: z.string(),
    since: z.string(),
    /** What it cost at that time before; null: nothing was known. */
    before: z.string().nullable(),
    changed: z.boolean(),
  }),
  positional: ["provider", "model", "unit", "usd"],
  errors: [],
  run: async (context, input) => {
    const words = texts(context.actor.language).studio.price;
    const usd = parseUnitPrice(input.usd);
    if (usd === null) throw new AppError("invalid_input", words.badUsd, { field: "usd", remedy: words.badUsdRemedy });
    await requireKnown(context, input);
    const since = startOf(context, input.from);
    const { provider, model, unit } = input;
    const source = input.source ?? words.setBy(context.actor.name);
    const stored = await transact(context, (tx) =>
      storePrice(context, tx, { provider, model, unit, usd, since, source }),
    );
    return { provider, model, unit, usd, since: stored.since.toISOString(), ...stored.result };
  },
  view: (output, context) => {
    const words = texts(context.actor.language).studio.price;
    const show = (usd: string) => showUnitPrice(usd, words.perMillion);
    const what = `${output.provider} ${output.model}`;
    return {
      title: output.changed
        ? words.setTitle(what, output.unit, show(output.usd))
        : words.unchanged(what, output.unit, show(output.usd)),
      tone: "good",
      fields: [
        { label: words.since, value: `${output.since.slice(0, 16).replace("T", " ")} UTC` },
        { label: words.before, value: output.before === null ? words.unknown : show(output.before) },
      ],
      buttons: [{ label: words.showHistory, command: "price.history", input: { provider: output.provider } }],
    };
  },
  subject: ({ provider, model, unit }) => `${provider} ${model} ${unit}`,
});

/** Now, or the beginning of a day to come. A day that has begun was charged by another price already. */
function startOf(context: CommandContext, day: string | undefined): Date {
  const now = context.clock.now();
  if (day === undefined || day.trim() === now.toISOString().slice(0, 10)) return now;
  const words = texts(context.actor.language).studio.price;
  const since = readDay(day);
  if (since === null)
    throw new AppError("invalid_input", words.badDay(day.slice(0, 20)), { field: "from", remedy: words.dayRemedy });
  if (since > now) return since;
  throw new AppError("invalid_input", words.pastDay, { field: "from", remedy: words.pastDayRemedy });
}

/** A price under a name nobody is billed by would never be used, and its owner would believe it is. */
async function requireKnown(context: CommandContext, { provider, unit }: z.output<typeof Input>): Promise<void> {
  const words = texts(context.actor.language);
  const rows = await context.database.prisma.priceBookEntry.findMany({
    distinct: ["provider", "unit"],
    select: { provider: true, unit: true },
  });
  const configured = configuredWork(context);
  const refuse = (field: string, written: string, known: readonly string[]) => {
    const near = nearestWord(written, known);
    throw new AppError("invalid_input", words.studio.price.unknownName(written), {
      field,
      remedy: near ? words.common.didYouMean(near) : words.studio.price.oneOf([...known].sort().join(", ")),
    });
  };
  const providers = [...new Set([...rows, ...configured].map((each) => each.provider))];
  if (!providers.includes(provider)) refuse("provider", provider, providers);
  const units = [...new Set([...rows.map((row) => row.unit), ...configured.flatMap((work) => work.units)])];
  if (!units.includes(unit)) refuse("unit", unit, units);
}
