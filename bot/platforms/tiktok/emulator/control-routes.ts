// The emulated TikTok's control over HTTP, for programs beside the product; only with the control token.
import { type Request, Router } from "express";
import { z } from "zod";
import { AppError } from "../../../../agents/kernel/errors.ts";
import { requireControlToken } from "../../../emulators/control-guard.ts";
import type { TiktokControl } from "./control.ts";
import { FaultPlan } from "./faults.ts";

const NewAccount = z.strictObject({
  username: z.string().regex(/^[a-z0-9._]{1,30}$/),
  scopes: z.array(z.string()).exactOptional(),
  mayPictures: z.boolean().exactOptional(),
  tokenLifetimeMs: z.int().positive().exactOptional(),
});
const FanMessage = z.strictObject({
  text: z.string(),
  accountId: z.string().exactOptional(),
  name: z.string().exactOptional(),
  type: z.string().exactOptional(),
  copies: z.int().min(0).max(20).exactOptional(),
  content: z.record(z.string(), z.unknown()).exactOptional(),
  inEurope: z.boolean().exactOptional(),
});
const FanAct = z.discriminatedUnion("kind", [z.strictObject({ kind: z.literal("read") })]);
const Told = z.strictObject({ event: z.string(), content: z.record(z.string(), z.unknown()) });
const Courier = z.strictObject({ held: z.boolean(), reversed: z.boolean().exactOptional() });
const AccountChoice = z.object({ accountId: z.string().optional() });

export function controlRoutes(control: TiktokControl, token: string | undefined): Router {
  const router = Router();
  router.use(requireControlToken(token));
  router.post("/accounts", (request, response) => {
    response.status(201).json(control.addAccount(parse(NewAccount, request.body)));
  });
  router.delete("/accounts/:accountId", (request, response) => {
    control.removeAuthorization(String(request.params.accountId));
    response.json({});
  });
  router.post("/fans/:fanId/messages", (request, response) => {
    const { text, ...options } = parse(FanMessage, request.body);
    const fanId = fanIdOf(request);
    const messageId = control.fanWrites(fanId, text, options);
    response.status(201).json({ messageId, conversationId: control.conversationId(fanId, options.accountId) });
  });
  router.post("/fans/:fanId/acts", (request, response) => {
    const { accountId } = parse(AccountChoice, request.query);
    parse(FanAct, request.body);
    control.fanReads(fanIdOf(request), accountId);
    response.status(201).json({});
  });
  router.get("/threads/:fanId", (request, response) => {
    const { accountId } = parse(AccountChoice, request.query);
    const { messages, ...view } = control.thread(fanIdOf(request), accountId);
    response.json({
      ...view,
      messages: messages.map(({ media, ...each }) => ({ ...each, bytes: media?.length ?? 0 })),
    });
  });
  router.post("/webhooks", (request, response) => {
    const { held, ...release } = parse(Courier, request.body);
    if (held) control.hold();
    else control.release(release);
    response.json({});
  });
  router.post("/webhooks/tell", (request, response) => {
    const { accountId } = parse(AccountChoice, request.query);
    const { event, content } = parse(Told, request.body);
    control.tell(event, content, accountId);
    response.status(201).json({});
  });
  router.post("/faults", (request, response) => {
    control.addFault(parse(FaultPlan, request.body));
    response.status(201).json({});
  });
  router.delete("/faults", (_request, response) => {
    control.clearFaults();
    response.json({});
  });
  return router;
}

function fanIdOf(request: Request): string {
  return parse(z.object({ fanId: z.string().regex(/^[\w.-]{1,60}$/) }), request.params).fanId;
}

function parse<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value ?? {});
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new AppError("invalid_input", issue?.message ?? "not valid", { field: issue?.path.join(".") ?? "" });
}
