// What the bot's middleware knows: an update that was let in always has its operator.
import { Context } from "grammy";
import type { Actor } from "../../../agents/commands/context.ts";

export class OperatorContext extends Context {
  #actor: Actor | undefined;

  get actor(): Actor {
    if (!this.#actor) throw new Error("an update that was not admitted reached a handler");
    return this.#actor;
  }

  set actor(actor: Actor) {
    this.#actor = actor;
  }

  /** Key under which a repeated update returns the stored result. */
  get updateKey(): string {
    return `telegram:${this.update.update_id}`;
  }
}
