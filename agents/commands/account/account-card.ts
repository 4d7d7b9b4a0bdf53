// What both linking commands and the list show of an account. Tokens never leave the server.
import { z } from "zod";
import { platformName } from "../../domain/distribution/platform-name.ts";
import { type Language, texts } from "../../texts/texts.ts";
import type { Card } from "../view.ts";

export const AccountSummary = z.object({
  id: z.string(),
  platform: z.string(),
  handle: z.string(),
  externalId: z.string(),
  state: z.string(),
  emulated: z.boolean(),
  avatar: z.string(),
});
export type AccountSummaryValue = z.output<typeof AccountSummary>;

interface AccountRow {
  readonly id: string;
  readonly platform: string;
  readonly handle: string;
  readonly externalId: string;
  readonly state: string;
  readonly emulated: boolean;
}

export function summariseAccount(account: AccountRow, avatarSlug: string): AccountSummaryValue {
  const { id, platform, handle, externalId, state, emulated } = account;
  return { id, platform, handle, externalId, state, emulated, avatar: avatarSlug };
}

export function linkedCard(account: AccountSummaryValue, language: Language): Card {
  const words = texts(language).account;
  return {
    title: words.linked(account.handle, platformName(account.platform)),
    tone: "good",
    fields: [
      { label: words.avatar, value: account.avatar },
      { label: words.state, value: words.states[account.state as keyof typeof words.states] },
    ],
    ...(account.emulated ? { note: words.emulatedNote } : {}),
    buttons: [
      { label: words.showApproved, command: "piece.list", input: { avatar: account.avatar, state: "approved" } },
    ],
  };
}
