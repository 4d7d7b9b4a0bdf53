// An avatar's own chat page: its address, and the two lines that put it on a site of the operator's.
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { findAvatar } from "../avatar/find-avatar.ts";
import { requireLiving } from "../avatar/require-living.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import type { Card } from "../view.ts";
import { chatPageToken, WEB_PLATFORM } from "../web-chat/chat-page.ts";
import { AccountSummary, linkedCard, summariseAccount } from "./account-card.ts";
import { linkAccount } from "./link-account.ts";
import { markDisconnected } from "./platform-accounts.ts";

const MOST_ORIGINS = 20;
const MAX_ORIGIN_CHARS = 260;
/** What goes into a header that browsers obey: nothing but a scheme, a host and a port. http is for trying things out. */
const ORIGIN =
  /^(https:\/\/[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*|http:\/\/(localhost|127\.0\.0\.1))(:\d{1,5})?$/;
const NONE = "none";

const PageSummary = AccountSummary.extend({
  name: z.string(),
  url: z.string(),
  /** HTML. */
  embed: z.string(),
  origins: z.array(z.string()),
});

export const accountWeb = defineCommand({
  name: "account.web",
  role: "owner",
  effect: "write",
  input: z.object({
    avatar: z.string(),
    /** Absent: as they are. */
    origins: z.array(z.string().max(MAX_ORIGIN_CHARS)).max(MOST_ORIGINS).optional(),
    off: z.boolean().default(false),
  }),
  output: PageSummary,
  positional: ["avatar", "origins"],
  errors: ["not_found", "not_configured", "conflict", "refused"],
  run: async (context, { avatar: reference, origins, off }) => {
    const avatar = await findAvatar(context, reference);
    const { prisma } = context.database;
    const existing = await prisma.account.findFirst({
      where: { avatarId: avatar.id, platform: WEB_PLATFORM },
      orderBy: { connectedAt: "asc" },
    });
    if (off) {
      if (!existing) throw notFound(context, avatar.name);
      await markDisconnected(prisma, existing.id);
      return pageSummary(context, { ...existing, state: "disconnected" }, avatar);
    }
    requireLiving(context, avatar);
    const embedOrigins = origins && cleanOrigins(context, origins);
    const pageId = existing?.externalId ?? newPageId(context);
    const linked = await linkAccount(context, {
      avatarId: avatar.id,
      platform: WEB_PLATFORM,
      accessToken: chatPageToken(pageId, avatar.slug),
      emulated: false,
    });
    const account = embedOrigins
      ? await prisma.account.update({ where: { id: linked.id }, data: { embedOrigins } })
      : linked;
    return pageSummary(context, account, avatar);
  },
  view: (output, context) => pageCard(output, context),
  subject: (_input, output) => output.id,
});

/** Public, yet not to be guessed from another's. */
const newPageId = (context: CommandContext) => context.ids.secret().replace(/[-_]/g, "").slice(0, 12);

/** @throws AppError `invalid_input` */
function cleanOrigins(context: CommandContext, origins: readonly string[]): string[] {
  const sites = origins.filter((origin) => origin !== NONE).map((origin) => origin.toLowerCase().replace(/\/$/, ""));
  const bad = sites.find((site) => !ORIGIN.test(site));
  if (bad === undefined) return [...new Set(sites)];
  const words = texts(context.actor.language).webChat.operator;
  throw new AppError("invalid_input", words.badOrigin(bad), { field: "origins", remedy: words.originRemedy });
}

function notFound(context: CommandContext, name: string): AppError {
  return new AppError("not_found", texts(context.actor.language).webChat.operator.notReady(name), { field: "avatar" });
}

type WebAccount = Parameters<typeof summariseAccount>[0] & { readonly embedOrigins: string[] };

function pageSummary(
  context: CommandContext,
  account: WebAccount,
  avatar: { readonly slug: string; readonly name: string },
) {
  const url = `${context.installation.publicUrl()}/c/${account.externalId}`;
  return {
    ...summariseAccount(account, avatar.slug),
    name: avatar.name,
    url,
    embed: `<!-- ${avatar.slug} -->\n<script src="${url}/widget.js" async></script>`,
    origins: account.embedOrigins,
  };
}

function pageCard(output: z.output<typeof PageSummary>, context: CommandContext): Card {
  const { language } = context.actor;
  const words = texts(language).webChat.operator;
  const { fields = [], ...card } = linkedCard(output, language);
  if (output.state === "disconnected") return { ...card, fields, tone: "neutral", title: words.taken(output.name) };
  const isLocal = /^https?:\/\/(127\.|localhost|\[::1\])/.test(output.url);
  return {
    ...card,
    title: words.ready(output.name),
    text: `${words.embed}\n${output.embed}`,
    fields: [
      ...fields,
      { label: words.address, value: output.url },
      { label: words.sites, value: output.origins.join(", ") || words.noSites },
    ],
    ...(isLocal
      ? { note: words.local }
      : { links: [{ label: texts(language).webChat.title(output.name), url: output.url }] }),
  };
}
