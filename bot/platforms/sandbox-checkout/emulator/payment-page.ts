// The page a fan pays on: what, how much, to whom, one button, and that no money moves.
import { type Request, type Response, Router } from "express";
import { AppError } from "../../../../agents/kernel/errors.ts";
import { formatUsd, MICROS_PER_USD } from "../../../../agents/kernel/money.ts";
import type { Language } from "../../../../agents/texts/texts.ts";
import { html, sendPage } from "../../../http/page.ts";
import { languageOf } from "../../../http/request-facts.ts";
import type { SandboxLedger } from "./ledger.ts";
import type { PaymentState, SandboxPayment, SandboxState } from "./state.ts";

interface PaymentPageTexts {
  /** "Sandbox: no real money" */
  readonly sandbox: string;
  readonly sandboxNote: string;
  readonly payTo: (payee: string) => string;
  readonly pay: (amount: string) => string;
  /** Link that leaves without paying. */
  readonly cancel: string;
  /** Link back once there is nothing left to pay. */
  readonly back: string;
  readonly notFound: string;
  readonly ended: Readonly<Record<Exclude<PaymentState, "open">, string>>;
}

export type PageTexts = (language: Language) => PaymentPageTexts;

export function paymentPages(state: SandboxState, ledger: SandboxLedger, texts: PageTexts): Router {
  const router = Router();
  const find = (request: Request) => {
    const payment = state.byPage(String(request.params.pageId));
    if (!payment) throw new AppError("not_found", texts(languageOf(request)).notFound);
    return payment;
  };
  router.get("/:pageId", (request, response) => show(request, response, find(request), texts));
  router.post("/:pageId", async (request, response) => {
    const payment = find(request);
    if (payment.state === "open") await ledger.move(payment, "paid");
    response.redirect(303, payment.returnUrl);
  });
  return router;
}

function show(request: Request, response: Response, payment: SandboxPayment, texts: PageTexts): void {
  const language = languageOf(request);
  const words = texts(language);
  const amount = formatUsd((payment.amountCents * MICROS_PER_USD) / 100);
  const isOpen = payment.state === "open";
  // Relative, so that the form comes back to wherever this page is mounted.
  const form = html`<form method="post"><button type="submit">${words.pay(amount)}</button></form>`;
  const ended = payment.state === "open" ? html`` : html`<p role="status">${words.ended[payment.state]}</p>`;
  const body = html`<main class="narrow">
    <p class="tags"><span class="tag">${words.sandbox}</span></p>
    <h1>${payment.description}</h1>
    <p class="soft">${words.payTo(payment.payee)}</p>
    <h2>${amount}</h2>
    ${isOpen ? form : ended}
    <p><a href="${payment.returnUrl}">${isOpen ? words.cancel : words.back}</a></p>
    <p class="hint">${words.sandboxNote}</p>
  </main>`;
  sendPage(response, { language, title: words.sandbox, body });
}
