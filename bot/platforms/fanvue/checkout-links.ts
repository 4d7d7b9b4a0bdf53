// FANVUE_CHECKOUT_LINKS: the links that sell, which a creator makes in Fanvue's dashboard. No documented call makes one, and
// each has one price; so every price that is sold by Fanvue needs its link here.
import { AppError } from "../../../agents/kernel/errors.ts";
import type { CheckoutRequest } from "../../../agents/ports/checkout.ts";

export interface CheckoutLink {
  /** null: of every avatar that has none of its own. */
  readonly avatarId: string | null;
  readonly cents: number;
  readonly isMonthly: boolean;
  readonly url: string;
}

const ENTRY =
  /^(?:(?<avatar>avt_\w+):)?(?<dollars>\d{1,6})\.(?<cents>\d{2})(?<monthly>\/month)?=(?<url>https?:\/\/\S+)$/;

/** @param entries such as "9.99/month=https://www.fanvue.com/checkout/abc" @throws AppError `invalid_input` */
export function parseCheckoutLinks(entries: readonly string[]): readonly CheckoutLink[] {
  return entries.map((entry) => {
    const { avatar, dollars, cents, monthly, url } = ENTRY.exec(entry)?.groups ?? {};
    if (url && URL.canParse(url) && new URL(url).search === "") {
      const price = Number(dollars) * 100 + Number(cents);
      return { avatarId: avatar ?? null, cents: price, isMonthly: monthly !== undefined, url };
    }
    throw new AppError("invalid_input", `“${entry.slice(0, 80)}” is no price with a link.`, {
      field: "FANVUE_CHECKOUT_LINKS",
      remedy:
        "Write 29.99=https://www.fanvue.com/checkout/..., 9.99/month=..., or avt_...:29.99=..., with commas between.",
    });
  });
}

/** An avatar's own link before the one of all. @throws AppError `not_configured` that names the price */
export function linkFor(
  links: readonly CheckoutLink[],
  { amountCents, recurring, payee }: Pick<CheckoutRequest, "amountCents" | "recurring" | "payee">,
): CheckoutLink {
  const isMonthly = recurring !== undefined;
  const priced = links.filter((link) => link.cents === amountCents && link.isMonthly === isMonthly);
  const own = priced.find(({ avatarId }) => avatarId !== null && payee.endsWith(`:${avatarId}`));
  const found = own ?? priced.find(({ avatarId }) => avatarId === null);
  if (found) return found;
  const price = `${(amountCents / 100).toFixed(2)}${isMonthly ? "/month" : ""}`;
  throw new AppError("not_configured", `Fanvue has no checkout link for USD ${price}.`, {
    field: "FANVUE_CHECKOUT_LINKS",
    reason: "no_checkout_link",
    remedy: `Make a link with this price in Fanvue's dashboard, and add “${price}=<its address>”.`,
  });
}
