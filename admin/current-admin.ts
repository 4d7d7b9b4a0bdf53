// Who is asking, inside AdminJS: what the page may know about them, and the actor itself, which never goes to the browser.
import type { CurrentAdmin } from "adminjs";
import type { Actor } from "../agents/commands/context.ts";
import { words } from "./words.ts";

const ACTORS = new WeakMap<object, Actor>();

/** AdminJS hands this object through to every action and read of one request. */
export function asCurrentAdmin(actor: Actor): CurrentAdmin {
  const admin: CurrentAdmin = {
    id: actor.id,
    email: actor.name,
    title: words(actor.language).roles[actor.role],
    role: actor.role,
    language: actor.language,
  };
  ACTORS.set(admin, actor);
  return admin;
}

/** null: nobody we let in, so nothing is allowed. */
export function actorOf(currentAdmin: CurrentAdmin | undefined): Actor | null {
  return currentAdmin ? (ACTORS.get(currentAdmin) ?? null) : null;
}
