// The emulated Instagram's control over HTTP, for programs beside the product; only with the control token.
import { type Request, Router } from "express";
import { z } from "zod";
import { AppError } from "../../../../agents/kernel/errors.ts";
import { requireControlToken } from "../../../emulators/control-guard.ts";
import type { InstagramControl } from "./control.ts";
import { FaultPlan } from "./faults.ts";

const NewAccount = z.object({
  username: z.string().regex(/^[a-z0-9._]{1,30}$/),
  id: z
    .string()
    .regex(/^\d{1,40}$/)
    .optional(),
  token: z.string().min(8).optional(),
});
const FanMessage = z.object({
  text: z.string(),
  name: z.string().optional(),
  accountId: z.string().optional(),
  imageUrl: z.url().optional(),
  copies: z.int().min(0).max(20).optional(),
  message: z.record(z.string(), z.unknown()).optional(),
});
const FanAct = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("edit"), mid: z.string(), text: z.string() }),
  z.object({ kind: z.literal("unsend"), mid: z.string() }),
  z.object({ kind: z.literal("react"), mid: z.string(), emoji: z.string().nullable() }),
  z.object({ kind: z.literal("read"), mid: z.string() }),
  z.object({ kind: z.literal("tap"), title: z.string(), payload: z.string() }),
  z.object({ kind: z.literal("referral"), referral: z.record(z.string(), z.unknown()) }),
  z.object({ kind: z.literal("comment"), text: z.string(), username: z.string().optional() }),
]);
type FanAct = z.output<typeof FanAct>;
const Courier = z.object({
  held: z.boolean(),
  reversed: z.boolean().optional(),
  batched: z.boolean().optional(),
});
const AccountChoice = z.object({ accountId: z.string().optional() });

export function controlRoutes(control: InstagramControl, token: string | undefined): Router {
  const router = Router();
  router.use(requireControlToken(token));
  router.post("/accounts", (request, response) => {
    const { username, ...rest } = parse(NewAccount, request.body);
    response.status(201).json(control.addAccount({ username, ...defined(rest) }));
  });
  router.post("/fans/:fanId/messages", (request, response) => {
    const { text, ...options } = parse(FanMessage, request.body);
    const mid = control.fanWrites(fanIdOf(request), text, defined(options));
    response.status(201).json({ mid });
  });
  router.post("/fans/:fanId/acts", (request, response) => {
    const { accountId } = parse(AccountChoice, request.query);
    const done = play(control, fanIdOf(request), parse(FanAct, request.body), accountId);
    response.status(201).json(done === undefined ? {} : { id: done });
  });
  router.post("/webhooks", (request, response) => {
    const { held, ...release } = parse(Courier, request.body);
    if (held) control.hold();
    else control.release(defined(release));
    response.json({});
  });
  router.get("/messenger-profile", (request, response) => {
    const { accountId } = parse(AccountChoice, request.query);
    response.json(control.messengerProfile(accountId));
  });
  router.get("/threads/:fanId", (request, response) => {
    const { accountId } = parse(AccountChoice, request.query);
    response.json(control.thread(fanIdOf(request), accountId));
  });
  router.post("/faults", (request, response) => {
    control.addFault(parse(FaultPlan, request.body));
    response.status(201).json({});
  });
  router.delete("/faults", (_request, response) => {
    control.clearFaults();
    response.json({});
  });
  router.get("/posts", (request, response) => {
    const { accountId } = parse(AccountChoice, request.query);
    response.json({ posts: control.posts(accountId) });
  });
  return router;
}

/** @returns the id of what came of it, where something did */
function play(control: InstagramControl, fanId: string, act: FanAct, accountId?: string): string | undefined {
  switch (act.kind) {
    case "edit":
      return void control.fanEdits(fanId, act.mid, act.text, accountId);
    case "unsend":
      return void control.fanUnsends(fanId, act.mid, accountId);
    case "tap":
      return control.fanTaps(fanId, act, accountId);
    case "referral":
      return void control.fanComes(fanId, act.referral, accountId);
    case "comment":
      return control.fanComments(fanId, act.text, defined({ accountId, username: act.username }));
    case "read":
      return void control.fanActs(fanId, "messaging_seen", { read: { mid: act.mid } }, accountId);
    case "react": {
      const { mid, emoji } = act;
      const reaction = emoji === null ? { mid, action: "unreact" } : { mid, action: "react", reaction: "other", emoji };
      return void control.fanActs(fanId, "message_reactions", { reaction }, accountId);
    }
  }
}

function fanIdOf(request: Request): string {
  return parse(z.object({ fanId: z.string().regex(/^\d{1,40}$/) }), request.params).fanId;
}

function parse<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value ?? {});
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new AppError("invalid_input", issue?.message ?? "not valid", { field: issue?.path.join(".") ?? "" });
}

type Defined<Value> = { [Key in keyof Value]: Exclude<Value[Key], undefined> };

/** Without the keys that were not given. */
function defined<Value extends object>(value: Value): Defined<Value> {
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as Defined<Value>;
}
