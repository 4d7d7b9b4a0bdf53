// The emulated TikTok's control over HTTP, for programs beside the product; only with the control token.
import { Router } from "express";
import { z } from "zod";
import { AppError } from "../../../../agents/kernel/errors.ts";
import { requireControlToken } from "../../../emulators/control-guard.ts";
import type { TiktokPostsControl } from "./control.ts";
import { FaultPlan } from "./faults.ts";

const NewAccount = z.strictObject({
  username: z.string().regex(/^[a-z0-9._]{1,30}$/),
  nickname: z.string().exactOptional(),
  scopes: z.array(z.string()).exactOptional(),
  privacyOptions: z.array(z.string()).exactOptional(),
  isPrivate: z.boolean().exactOptional(),
  commentDisabled: z.boolean().exactOptional(),
  duetDisabled: z.boolean().exactOptional(),
  stitchDisabled: z.boolean().exactOptional(),
  maxVideoSeconds: z.number().positive().exactOptional(),
  followers: z.int().nonnegative().exactOptional(),
  likes: z.int().nonnegative().exactOptional(),
  tokenLifetimeMs: z.int().positive().exactOptional(),
});
const Courier = z.strictObject({ held: z.boolean(), reversed: z.boolean().exactOptional() });

export function controlRoutes(control: TiktokPostsControl, token: string | undefined): Router {
  const router = Router();
  router.use(requireControlToken(token));
  router.post("/accounts", (request, response) => {
    response.status(201).json(control.addAccount(parse(NewAccount, request.body)));
  });
  router.delete("/accounts/:accountId", (request, response) => {
    control.removeAuthorization(String(request.params.accountId));
    response.json({});
  });
  router.get("/posts", (_request, response) => {
    control.tick();
    response.json({ posts: control.posts() });
  });
  router.get("/uploads", (_request, response) => {
    control.tick();
    response.json({ uploads: control.uploads() });
  });
  router.post("/webhooks", (request, response) => {
    const { held, ...release } = parse(Courier, request.body);
    if (held) control.hold();
    else control.release(release);
    response.json({});
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

function parse<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value ?? {});
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new AppError("invalid_input", issue?.message ?? "not valid", { field: issue?.path.join(".") ?? "" });
}
