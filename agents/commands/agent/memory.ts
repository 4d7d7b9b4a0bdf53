// What the agent keeps of an operator: how they like things, the question that is open, what the last plan can take back.
import { z } from "zod";
import { MINUTE_MS } from "../../kernel/clock.ts";
import { changeSetting } from "../change-setting.ts";
import type { CommandContext } from "../context.ts";

const MOST_PREFERENCES = 12;
/** An open question is one for so long. */
const OPEN_MS = 15 * MINUTE_MS;

const Memory = z.object({
  preferences: z.array(z.string()).default([]),
  open: z.object({ text: z.string(), at: z.iso.datetime() }).nullish(),
  undo: z.array(z.object({ command: z.string(), input: z.record(z.string(), z.unknown()) })).default([]),
});
export type AgentMemory = z.output<typeof Memory>;

const keyOf = ({ actor }: CommandContext) => `agent:${actor.id}`;

export async function loadMemory(context: CommandContext): Promise<AgentMemory> {
  const row = await context.database.prisma.setting.findUnique({ where: { key: keyOf(context) } });
  const memory = Memory.parse(row?.value ?? {});
  const isOver = memory.open && new Date(memory.open.at).getTime() + OPEN_MS < context.clock.now().getTime();
  return isOver ? { ...memory, open: null } : memory;
}

export async function changeMemory(context: CommandContext, change: Partial<AgentMemory>): Promise<void> {
  await changeSetting(context, keyOf(context), (before) => ({ ...before, ...change }));
}

/** The newest ones stay. */
export async function remember(context: CommandContext, { preferences }: AgentMemory, text: string): Promise<void> {
  const kept = [...preferences.filter((each) => each !== text), text].slice(-MOST_PREFERENCES);
  await changeMemory(context, { preferences: kept });
}
