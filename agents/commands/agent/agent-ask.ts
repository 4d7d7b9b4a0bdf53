// An operator's own words: by rules or by the model they become commands. What only looks is done at once; all else is a
// plan on a run card, and the card's yes is the gate.
import { z } from "zod";
import { interpretByModel } from "../../graphs/operator/graph.ts";
import type { Interpretation, MissingPart, PlanStep, World } from "../../graphs/operator/interpretation.ts";
import { interpretByRules } from "../../graphs/operator/rules/interpret.ts";
import { takeLimit } from "../../graphs/operator/rules/moments.ts";
import { type Language, texts } from "../../texts/texts.ts";
import { ownOnly } from "../avatar/find-avatar.ts";
import { type AnyCommand, defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { execute, hasRole } from "../execute.ts";
import type { Registry } from "../registry.ts";
import { slugOfTopic } from "../room/room-at.ts";
import type { Card, CardButton } from "../view.ts";
import { findCommands } from "./find-commands.ts";
import { type AgentMemory, changeMemory, loadMemory, remember } from "./memory.ts";

const Input = z.object({
  text: z.string().trim().min(1).max(4_000),
  /** What was said to a question about it. */
  answer: z.string().max(2_000).optional(),
});
const Output = z.object({
  kind: z.enum(["plan", "done", "failed", "ask", "refused", "preference", "undo", "said", "gave_up", "unknown"]),
  runCardId: z.string().optional(),
  card: z.custom<Card>(),
});
type Outcome = z.output<typeof Output>;

export function agentAsk(registry: () => Registry): AnyCommand {
  return defineCommand({
    name: "agent.ask",
    role: "analyst",
    effect: "write",
    input: Input,
    output: Output,
    positional: ["text"],
    errors: ["provider_failed", "rate_limited", "unavailable", "budget_reached", "refused"],
    run: (context, { text, answer }) => respond(context, registry(), answer ? `${text} ${answer}` : text),
    view: (output) => output.card,
  });
}

async function respond(context: CommandContext, registry: Registry, text: string): Promise<Outcome> {
  const [memory, world] = await Promise.all([loadMemory(context), loadWorld(context)]);
  const { found, whole } = await interpret(context, registry, { text, memory, world });
  if (memory.open && found.kind !== "ask") await changeMemory(context, { open: null });
  const words = texts(context.actor.language).agent;
  switch (found.kind) {
    case "plan":
      return await carryOut(context, registry, found.steps, limitOf(found.maxUsd, memory));
    case "undo":
      if (memory.undo.length > 0) return await carryOut(context, registry, memory.undo, undefined);
      return { kind: "undo", card: { title: words.nothingToUndo, text: words.undoRemedy, tone: "neutral" } };
    case "preference":
      await remember(context, memory, found.text);
      return { kind: "preference", card: { title: words.remembered(found.text.slice(0, 200)), tone: "good" } };
    case "hello":
      return { kind: "said", card: helloCard(context, world) };
    case "language":
      return await changeLanguage(context, registry, found.language);
    case "refused":
      return { kind: "refused", card: { title: words.refusals[found.reason], tone: "bad" } };
    case "said":
      return { kind: "said", card: { title: found.text } };
    case "ask":
      await changeMemory(context, { open: { text: whole, at: context.clock.now().toISOString() } });
      return { kind: "ask", card: question(context, whole, found.missing, found.options, found.say) };
    case "gave_up":
      return { kind: "gave_up", card: { title: words.tooMuch, text: words.tooMuchRemedy, tone: "warning" } };
    case "unknown":
      return { kind: "unknown", card: suggestions(context, registry, text) };
  }
}

interface Asked {
  readonly text: string;
  readonly memory: AgentMemory;
  readonly world: World;
}

/** Read by rules alone, also where a model is at hand. */
const AT_ONCE: ReadonlySet<Interpretation["kind"]> = new Set(["refused", "undo", "preference", "language"]);

/** An answer to the open question is read together with what it was about. */
async function interpret(
  context: CommandContext,
  registry: Registry,
  { text, memory, world }: Asked,
): Promise<{ found: Interpretation; whole: string }> {
  const joined = memory.open ? `${memory.open.text} ${text}` : null;
  const byRules = interpretByRules(text, world);
  if (AT_ONCE.has(byRules.kind)) return { found: byRules, whole: text };
  if (!context.chat.info.offline) {
    const whole = joined ?? text;
    const found = await interpretByModel(context, registry, { text: whole, world, preferences: memory.preferences });
    return { found, whole };
  }
  if (joined && byRules.kind !== "plan") {
    const together = interpretByRules(joined, world);
    if (together.kind !== "unknown") return { found: together, whole: joined };
  }
  return { found: byRules, whole: text };
}

async function loadWorld(context: CommandContext): Promise<World> {
  const avatars = await context.database.prisma.avatar.findMany({
    where: { ...ownOnly(context), state: { not: "retired" } },
    select: { slug: true, name: true },
    orderBy: { createdAt: "asc" },
    take: 200,
  });
  const { place, actor } = context;
  const about = place ? await slugOfTopic(context.database, { ...place, surface: actor.surface }) : null;
  const isOwn = avatars.some(({ slug }) => slug === about);
  return { avatars, now: context.clock.now(), ...(about !== null && isOwn ? { about } : {}) };
}

/** What this request names, else what the operator always wants. */
function limitOf(maxUsd: string | undefined, { preferences }: AgentMemory): string | undefined {
  return maxUsd ?? preferences.map((each) => takeLimit(each).maxUsd).findLast((each) => each !== undefined);
}

async function carryOut(
  context: CommandContext,
  registry: Registry,
  steps: readonly PlanStep[],
  maxUsd: string | undefined,
): Promise<Outcome> {
  const [only] = steps;
  const isLook = steps.length === 1 && only && registry.find(only.command)?.effect === "read";
  const request = isLook
    ? { command: only.command, input: only.input }
    : { command: "agent.plan", input: { steps, ...(maxUsd ? { maxUsd } : {}) } };
  const { actor, signal, place } = context;
  const result = await execute(context, registry, { ...request, actor, signal, ...(place ? { place } : {}) });
  if (result.state === "waiting") return { kind: "plan", runCardId: result.runCardId, card: result.card };
  return { kind: result.state, card: result.card };
}

function question(
  context: CommandContext,
  text: string,
  missing: MissingPart,
  options: readonly string[],
  say: string | undefined,
): Card {
  const words = texts(context.actor.language).agent;
  const chosen: CardButton[] = options
    .slice(0, 8)
    .map((option) => ({ label: option, command: "agent.ask", input: { text: `${text} ${option}` } }));
  const written: CardButton = {
    label: words.answer,
    command: "agent.ask",
    input: { text },
    ask: { field: "answer", label: say ?? words.questions[missing] },
  };
  return { title: say ?? words.questions[missing], tone: "neutral", buttons: [...chosen, written], answer: written };
}

/** The person's own reading language: nothing that needs a yes. */
async function changeLanguage(context: CommandContext, registry: Registry, language: Language): Promise<Outcome> {
  const request = { command: "language.set", input: { language }, actor: context.actor, signal: context.signal };
  const result = await execute(context, registry, request);
  return { kind: result.state === "done" ? "done" : "failed", card: result.card };
}

function helloCard({ actor }: CommandContext, { avatars }: World): Card {
  const words = texts(actor.language);
  const [first] = avatars;
  return {
    title: words.agent.hello,
    text: words.agent.helloText,
    fields: words.agent.helloExamples(first?.name ?? null),
    buttons: [
      { label: words.agent.allCommands, command: "help.show", input: {} },
      { label: words.agent.whatIsConnected, command: "system.status", input: {} },
    ],
    note: words.agent.helloNote,
  };
}

/** What comes nearest; those that need nothing more can be tapped. */
function suggestions(context: CommandContext, registry: Registry, text: string): Card {
  const { actor } = context;
  const words = texts(actor.language);
  const found = findCommands(registry, text, actor.language, 4).filter((command) => hasRole(actor, command.role));
  return {
    title: words.agent.unknown,
    text: words.agent.unknownText,
    tone: "warning",
    fields: found.map(({ name }) => ({
      label: words.commands[name]?.example ?? name,
      value: words.commands[name]?.summary ?? "",
    })),
  };
}
