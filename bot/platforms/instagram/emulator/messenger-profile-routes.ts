// The emulated /messenger_profile: what a chat offers before and beside writing. Strict, as the real one is about limits.
import { Router } from "express";
import { z } from "zod";
import type { Emulation } from "./emulation.ts";
import { invalidParameter } from "./graph-error.ts";
import { type GraphCall, graphRoute, requireOwnAccount } from "./graph-route.ts";
import type { MessengerProfile } from "./state.ts";

const FIELDS = ["ice_breakers", "persistent_menu"] as const;
const locale = z.string().min(1);
const payload = z.string().min(1).max(1_000);

const Profile = z.strictObject({
  platform: z.literal("instagram").optional(),
  ice_breakers: z
    .array(
      z.strictObject({
        call_to_actions: z
          .array(z.strictObject({ question: z.string().min(1).max(80), payload }))
          .min(1)
          .max(4),
        locale,
      }),
    )
    .min(1)
    .optional(),
  persistent_menu: z
    .array(
      z.strictObject({
        locale,
        composer_input_disabled: z.boolean(),
        call_to_actions: z
          .array(
            z.discriminatedUnion("type", [
              z.strictObject({ type: z.literal("postback"), title: z.string().min(1).max(30), payload }),
              z.strictObject({ type: z.literal("web_url"), title: z.string().min(1).max(30), url: z.url() }),
            ]),
          )
          .min(1)
          .max(20),
      }),
    )
    .min(1)
    .optional(),
});
const Deletion = z.strictObject({ fields: z.array(z.enum(FIELDS)).min(1) });

export function messengerProfileRoutes(emulation: Emulation): Router {
  const router = Router();
  const route = (handler: (call: GraphCall) => object) =>
    graphRoute(emulation, "messenger_profile", (call) => {
      requireOwnAccount(call);
      return handler(call);
    });
  const profileOf = (call: GraphCall) => emulation.state.messengerProfiles.get(call.account.id) ?? {};
  const keep = (call: GraphCall, profile: MessengerProfile) => {
    emulation.state.record({ type: "messenger_profile", accountId: call.account.id, profile });
    return { success: true };
  };
  router
    .route("/:id/messenger_profile")
    .get(route((call) => ({ data: [profileOf(call)] })))
    .post(
      route((call) => {
        const { platform: _platform, ...given } = parse(Profile, call);
        const fields = FIELDS.filter((field) => given[field] !== undefined);
        if (fields.length === 0) throw invalidParameter("One of ice_breakers, persistent_menu is required");
        return keep(call, { ...profileOf(call), ...given });
      }),
    )
    .delete(
      route((call) => {
        const gone: ReadonlySet<string> = new Set(parse(Deletion, call).fields);
        return keep(call, Object.fromEntries(Object.entries(profileOf(call)).filter(([field]) => !gone.has(field))));
      }),
    );
  return router;
}

function parse<Schema extends z.ZodType>(schema: Schema, { parameters }: GraphCall): z.output<Schema> {
  const { access_token: _token, ...given } = parameters;
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw invalidParameter(`Invalid parameter ${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`);
}
