// What a chat offers beside writing (ice breakers, menu), in the avatar's own language and words.
import { toAppError } from "../../kernel/errors.ts";
import type { ChatEntrances, ConnectedAccount, Connector } from "../../ports/connector.ts";
import { texts } from "../../texts/texts.ts";
import type { CommandContext } from "../context.ts";

/** As Instagram documents them; the emulator refuses more. */
export const MAX_ICE_BREAKERS = 4;
export const MAX_QUESTION_CHARS = 80;
export const MAX_MENU_ITEMS = 5;
export const MAX_MENU_TITLE_CHARS = 30;

interface Speaker {
  readonly name: string;
  readonly languages: readonly string[];
}

/** Each of them is answered like a text: who we are, a way to a person, a way out. */
export function ownEntrances(context: Pick<CommandContext, "installation">, avatar: Speaker): ChatEntrances {
  const words = texts(avatar.languages[0] === "es" ? "es" : "en").fans;
  const home = context.installation.publicUrl();
  const privacy = home.startsWith("https://") ? [{ title: words.menu.privacy, url: `${home}/privacy` }] : [];
  return {
    iceBreakers: words.iceBreakers(avatar.name),
    menu: [...words.menu.items.map((title) => ({ title })), ...privacy],
  };
}

/** The chat works without them, so an account is linked all the same. */
export async function setFirstEntrances(
  context: CommandContext,
  connector: Connector,
  account: ConnectedAccount,
): Promise<void> {
  if (!connector.setEntrances) return;
  const { avatar } = await context.database.prisma.account.findUniqueOrThrow({
    where: { id: account.id },
    include: { avatar: true },
  });
  try {
    await connector.setEntrances(account, ownEntrances(context, avatar), context.signal);
  } catch (thrown) {
    const { code, reason } = toAppError(thrown);
    context.log.warn("entrances of a chat not set", { accountId: account.id, code, ...(reason ? { reason } : {}) });
  }
}
