// The kill switch: stops every message of the machine at the send gate at once, and lets it go again (trust C14).
import { z } from "zod";
import { texts } from "../../texts/texts.ts";
import { type AnyCommand, defineCommand } from "../command.ts";
import type { AppContext, CommandContext } from "../context.ts";
import { KILL_SWITCH_KEY } from "../conversation/deliver.ts";
import type { Card } from "../view.ts";

const Output = z.object({ stopped: z.boolean() });

export const systemStop: AnyCommand = switchCommand("system.stop", true, (context) => {
  const words = texts(context.actor.language).status;
  return {
    title: words.stoppedTitle,
    tone: "warning",
    text: words.stoppedText,
    buttons: [{ label: words.resume, command: "system.resume", input: {}, style: "primary" }],
  };
});

export const systemResume: AnyCommand = switchCommand("system.resume", false, (context) => {
  const words = texts(context.actor.language).status;
  return { title: words.resumedTitle, tone: "good", text: words.resumedText };
});

function switchCommand(name: string, stopped: boolean, view: (context: CommandContext) => Card): AnyCommand {
  return defineCommand({
    name,
    role: "owner",
    effect: "write",
    input: z.object({}),
    output: Output,
    errors: [],
    run: async (context) => {
      const updatedAt = context.clock.now();
      await context.database.prisma.setting.upsert({
        where: { key: KILL_SWITCH_KEY },
        create: { key: KILL_SWITCH_KEY, value: stopped, updatedAt },
        update: { value: stopped, updatedAt },
      });
      context.ports.events.publish({ topic: "system", kind: stopped ? "stopped" : "resumed" });
      return { stopped };
    },
    view: (_output, context) => view(context),
    subject: () => KILL_SWITCH_KEY,
  });
}

export async function isStopped(context: Pick<AppContext, "database">): Promise<boolean> {
  const row = await context.database.prisma.setting.findUnique({ where: { key: KILL_SWITCH_KEY } });
  return row?.value === true;
}
