// The first owner: somebody has to be able to log in after the first start.
import { z } from "zod";
import type { AppContext } from "../context.ts";
import { callInternal, defineInternal } from "../internal.ts";
import { issueLoginLink } from "./issue-login-link.ts";
import { hashPassword, verifyPassword } from "./password.ts";

export interface EnsuredOwner {
  readonly operatorId: string;
  readonly created: boolean;
  /** Without a password: secret of a one-time link to print. Only on loopback. */
  readonly loginLinkSecret?: string;
}

const EnsureOwner = z.object({
  email: z.string().trim().toLowerCase(),
  password: z.string().optional(),
  loopback: z.boolean(),
  /** Ids named in the environment as owners, e.g. TELEGRAM_OPERATOR_IDS. */
  identities: z.array(z.object({ surface: z.string(), externalId: z.string() })).default([]),
});

/**
 * Run at every start. OWNER_PASSWORD is the truth for the owner's password: a changed one is taken over and ends the
 * owner's sessions, which is also the way back in after a lost password.
 */
export const ensureOwner = defineInternal({
  name: "session.ensure-owner",
  input: EnsureOwner,
  run: async (context, input): Promise<EnsuredOwner> => {
    const { prisma } = context.database;
    const existing = await prisma.operator.findUnique({ where: { email: input.email } });
    const operatorId = existing?.id ?? context.ids.next("operator");
    if (!existing) {
      await prisma.operator.createMany({
        data: [{ id: operatorId, name: input.email.split("@")[0] ?? "owner", email: input.email, role: "owner" }],
        skipDuplicates: true,
      });
    }
    const owner = await prisma.operator.findUniqueOrThrow({ where: { email: input.email } });
    if (input.password) await takePassword(context, owner, input.password);
    await linkIdentities(context, owner.id, input.identities);
    const created = !existing;
    if (owner.passwordHash || input.password || !input.loopback) return { operatorId: owner.id, created };
    const link = await callInternal(context, issueLoginLink, { operatorId: owner.id });
    return { operatorId: owner.id, created, loginLinkSecret: link.secret };
  },
});

async function takePassword(
  context: AppContext,
  owner: { id: string; passwordHash: string | null },
  password: string,
): Promise<void> {
  if (owner.passwordHash && (await verifyPassword(password, owner.passwordHash))) return;
  const passwordHash = await hashPassword(password);
  await context.database.prisma.$transaction([
    context.database.prisma.operator.update({ where: { id: owner.id }, data: { passwordHash } }),
    context.database.prisma.session.deleteMany({ where: { operatorId: owner.id } }),
  ]);
}

/** The first id of a surface is the owner in person; each further one is an owner of its own. */
async function linkIdentities(
  context: AppContext,
  ownerId: string,
  identities: z.output<typeof EnsureOwner>["identities"],
): Promise<void> {
  const { prisma } = context.database;
  const first = new Set<string>();
  for (const identity of identities) {
    const isFirst = !first.has(identity.surface);
    first.add(identity.surface);
    const known = await prisma.operatorIdentity.findUnique({ where: { surface_externalId: identity } });
    if (known) continue;
    const operatorId = isFirst ? ownerId : context.ids.next("operator");
    if (!isFirst) {
      const name = `${identity.surface} ${identity.externalId}`;
      await prisma.operator.create({ data: { id: operatorId, name, role: "owner" } });
    }
    await prisma.operatorIdentity.create({ data: { id: context.ids.next("identity"), operatorId, ...identity } });
  }
}
