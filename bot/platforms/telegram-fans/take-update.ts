// One update of a fan bot, however it came: a question before a payment is answered, everything else taken in.
import { platformAccounts } from "../../../agents/commands/account/platform-accounts.ts";
import { approvePayment } from "../../../agents/commands/checkout/approve-payment.ts";
import type { AppContext } from "../../../agents/commands/context.ts";
import { receiveEvents } from "../../../agents/commands/inbound/receive-events.ts";
import { callInternal } from "../../../agents/commands/internal.ts";
import { AppError } from "../../../agents/kernel/errors.ts";
import { type BotApiOptions, botApi, refusalOf } from "./bot-api.ts";
import { type BoughtMedia, boughtMediaEvents, boughtMediaOf } from "./bought-media.ts";
import { type PaymentQuestion, paymentQuestionOf, STARS_PROVIDER, subscriptionEventOf } from "./payment-updates.ts";
import { eventsOf } from "./updates.ts";

const PLATFORM = "telegram";
/** Telegram waits for 10 s in all. */
const ANSWER_SECONDS = 5;

/** @throws AppError `invalid_input` for what is no update; what keeps it from being taken in, so that it comes again */
export async function takeUpdate(
  context: AppContext,
  options: BotApiOptions,
  update: unknown,
  bot: string,
): Promise<void> {
  const question = paymentQuestionOf(update);
  if (question) return await answerQuestion(context, options, question, bot);
  const bought = boughtMediaOf(update);
  if (bought) return await takeBoughtMedia(context, options, bought, bot);
  const told = subscriptionEventOf(update, bot, context.clock.now());
  const events = told ? [told] : eventsOf(update, bot);
  if (!events) throw new AppError("invalid_input", "This is not an update.");
  if (events.length > 0) await callInternal(context, receiveEvents, { platform: PLATFORM, events: [...events] });
}

/** Whoever bought it has it already: what was paid is looked up, and taken in once however often it is told. */
async function takeBoughtMedia(
  context: AppContext,
  options: BotApiOptions,
  bought: BoughtMedia,
  bot: string,
): Promise<void> {
  const accounts = await callInternal(context, platformAccounts, { platform: PLATFORM });
  const account = accounts.find(({ externalId }) => externalId === bot);
  if (!account) return;
  const events = await boughtMediaEvents(botApi(options, account.accessToken), bought, bot);
  if (events.length === 0) {
    context.log.error("paid media was bought, and no transaction tells of it", {
      platform: PLATFORM,
      accountId: account.id,
    });
    return;
  }
  await callInternal(context, receiveEvents, { platform: PLATFORM, events: [...events] });
}

/** Without an answer nothing is paid: whatever fails here fails closed. */
async function answerQuestion(
  context: AppContext,
  options: BotApiOptions,
  { key, ...question }: PaymentQuestion,
  bot: string,
): Promise<void> {
  const accounts = await callInternal(context, platformAccounts, { platform: PLATFORM });
  const account = accounts.find(({ externalId }) => externalId === bot);
  if (!account) return;
  const approval = await callInternal(context, approvePayment, {
    ...question,
    ...{ key: `${bot}:${key}`, provider: STARS_PROVIDER, platform: PLATFORM, accountExternalId: bot },
  });
  const api = botApi({ ...options, timeoutSeconds: ANSWER_SECONDS }, account.accessToken);
  try {
    await api.answerPreCheckoutQuery(key, approval.ok, approval.ok ? {} : { error_message: approval.message });
  } catch (thrown) {
    // Answered before, or too late: asked again it would be no better.
    const refusal = refusalOf(thrown);
    context.log.warn("a payment question was answered in vain", { platform: PLATFORM, status: refusal.error_code });
  }
}
