// The back office behind the session guard; it is imported at its first request, since it takes seconds and over 100 MB.
import type { App } from "../../agents/commands/app.ts";
import { mediaPath } from "../../agents/commands/media/media-link.ts";
import type { Mount } from "../http/mount.ts";
import { sessionOf } from "../http/request-facts.ts";

export function adminMount(app: App): Mount {
  return {
    path: "/admin",
    session: { changes: "same-origin" },
    load: async () => {
      const { createAdminRouter } = await import("../../admin/index.ts");
      return await createAdminRouter({
        app,
        actorOf: (request) => sessionOf(request).actor,
        csrfTokenOf: (request) => sessionOf(request).csrfToken,
        mediaLink: (key) => mediaPath(app.context, key),
      });
    },
  };
}
