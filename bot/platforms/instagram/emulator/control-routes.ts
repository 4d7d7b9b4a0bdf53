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
  text: z.string().min(1),
  name: z.string().optional(),
  accountId: z.string().optional(),
  imageUrl: z.url().optional(),
  copies: z.int().min(1).max(20).optional(),
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
