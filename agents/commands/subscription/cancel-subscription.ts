// A fan ends their subscription from its own page: it stays open as long as it is paid (trust C4).
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { isLanguage, texts } from "../../texts/texts.ts";
import { paidThrough } from "../checkout/paid-through.ts";
import { receivePayment } from "../checkout/receive-payment.ts";
import { payeeOf } from "../checkout/start-checkout.ts";
import { callInternal, defineInternal } from "../internal.ts";
import { checkoutsOf } from "../offer/salable.ts";

const TIMEOUT_MS = 15_000;

export const cancelSubscription = defineInternal({
  name: "subscription.cancel",
  input: z.object({ token: z.string().regex(/^[A-Za-z0-9_-]{20,80}$/) }),
  run: async (context, { token }): Promise<void> => {
    const purchase = await context.database.prisma.purchase.findUnique({
      where: { galleryToken: token },
      include: { fan: { select: { language: true } }, subscription: true },
    });
    if (!purchase?.subscription) throw new AppError("not_found", "no such subscription");
    const { subscription } = purchase;
    if (subscription.canceledAt || subscription.state === "ended") return;
    const checkout = checkoutsOf(context).find(({ info }) => info.provider === subscription.provider);
    const isOfChannel = checkout?.info.channel !== undefined;
    const through = isOfChannel ? await paidThrough(context, purchase.offerId) : null;
    if (!checkout?.cancel || (isOfChannel && !through)) {
      const { language } = purchase.fan;
      const words = texts(isLanguage(language) ? language : "en").sales;
      throw new AppError("not_configured", words.cancelByChat);
    }
    // The row follows from the event, the provider's own or what its answer says.
    const id = subscription.externalId.slice(subscription.provider.length + 1);
    const told = await checkout.cancel(
      {
        subscriptionId: id,
        chargeId: purchase.chargeId ?? "",
        payee: payeeOf(subscription.avatarId),
        now: context.clock.now(),
        ...(through ? { through } : {}),
      },
      AbortSignal.timeout(TIMEOUT_MS),
    );
    if (told) await callInternal(context, receivePayment, { event: told });
  },
});
