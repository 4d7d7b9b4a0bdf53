// The consents of an avatar, or of all.
import { z } from "zod";
import { texts } from "../../texts/texts.ts";
import { findAvatar } from "../avatar/find-avatar.ts";
import { type AnyCommand, defineCommand } from "../command.ts";
import { ConsentLine, consentLine, consentTable } from "./consent-table.ts";

const MOST_LINES = 200;

export const consentList: AnyCommand = defineCommand({
  name: "consent.list",
  role: "manager",
  effect: "read",
  input: z.object({ avatar: z.string().optional() }),
  output: z.object({ avatar: z.string().nullable(), consents: z.array(ConsentLine) }),
  positional: ["avatar"],
  errors: ["not_found"],
  run: async (context, input) => {
    const avatar = input.avatar ? await findAvatar(context, input.avatar) : null;
    const consents = await context.database.prisma.consent.findMany({
      where: avatar ? { avatarId: avatar.id } : {},
      include: { avatar: { select: { slug: true } } },
      orderBy: { grantedAt: "desc" },
      take: MOST_LINES,
    });
    const now = context.clock.now();
    return { avatar: avatar?.slug ?? null, consents: consents.map((each) => consentLine(each, now)) };
  },
  view: (output, context) => {
    const words = texts(context.actor.language).studio.consent;
    return {
      title: words.listTitle(output.consents.length, output.avatar),
      ...(output.consents.length > 0 ? { table: consentTable(output.consents, context.actor.language) } : {}),
    };
  },
});
