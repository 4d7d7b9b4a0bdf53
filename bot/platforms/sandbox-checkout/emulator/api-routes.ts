// The sandbox provider's API: one payment page an intent, never at another price than first agreed.
import { randomBytes } from "node:crypto";
import express, { type RequestHandler, Router } from "express";
import { z } from "zod";
import { equalsInConstantTime } from "../../../../agents/kernel/secret.ts";
import type { SandboxLedger } from "./ledger.ts";
import type { SandboxPayment, SandboxState } from "./state.ts";

/** 50 cents to 10,000 dollars, as card payments have limits too. */
const PageRequest = z.strictObject({
  intentId: z.string().min(1).max(100),
  amountCents: z.int().min(50).max(1_000_000),
  currency: z.literal("USD"),
  description: z.string().min(1).max(500),
  payee: z.string().min(1).max(100),
  returnUrl: z.url({ protocol: /^https?$/ }),
  recurring: z.literal("month").optional(),
  expiresAt: z.iso.datetime().optional(),
});
const RefundRequest = z.strictObject({
  intentId: z.string().min(1),
  chargeId: z.string().min(1),
  amountCents: z.int().min(1),
  idempotencyKey: z.string().min(1).max(100),
});
type PageRequest = z.output<typeof PageRequest>;

export interface ApiOptions {
  readonly apiKey: string;
  readonly pageUrl: (pageId: string) => string;
}

export function apiRoutes(state: SandboxState, ledger: SandboxLedger, { apiKey, pageUrl }: ApiOptions): Router {
  const router = Router();
  router.post("/pages", requireKey(apiKey), express.json({ limit: "64kb" }), (request, response) => {
    const parsed = PageRequest.safeParse(request.body);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      response.status(400).json({ error: `${issue?.path.join(".")}: ${issue?.message}` });
      return;
    }
    const known = state.byIntent(parsed.data.intentId);
    if (known && !agrees(known, parsed.data)) {
      response.status(409).json({ error: "this intent has a page with other terms" });
      return;
    }
    const pageId = known?.pageId ?? randomBytes(18).toString("base64url");
    if (!known) state.record({ type: "page", payment: { ...parsed.data, pageId, state: "open", chargeId: null } });
    response.status(known ? 200 : 201).json({ id: pageId, url: pageUrl(pageId) });
  });
  router.post("/refunds", requireKey(apiKey), express.json({ limit: "64kb" }), async (request, response) => {
    const parsed = RefundRequest.safeParse(request.body);
    const payment = parsed.success ? state.byIntent(parsed.data.intentId) : undefined;
    if (!parsed.success || payment?.chargeId !== parsed.data.chargeId) {
      response.status(400).json({ error: "no such charge" });
      return;
    }
    await ledger.refund(payment, parsed.data.amountCents, parsed.data.idempotencyKey);
    response.json({});
  });
  router.post("/subscriptions/:id/cancel", requireKey(apiKey), async (request, response) => {
    const payment = state.bySubscription(String(request.params.id));
    if (!payment) {
      response.status(404).json({ error: "no such subscription" });
      return;
    }
    await ledger.recur(payment, "canceled");
    response.json({});
  });
  return router;
}

function agrees(payment: SandboxPayment, request: PageRequest): boolean {
  const { amountCents, currency, payee } = payment;
  return amountCents === request.amountCents && currency === request.currency && payee === request.payee;
}

function requireKey(apiKey: string): RequestHandler {
  return (request, response, next) => {
    const given = /^Bearer (.+)$/.exec(request.get("authorization") ?? "")?.[1] ?? "";
    if (equalsInConstantTime(given, apiKey)) next();
    else response.status(401).json({ error: "the API key is missing or wrong" });
  };
}
