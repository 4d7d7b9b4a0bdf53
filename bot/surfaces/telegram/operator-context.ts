// What the bot's middleware knows: an update that was let in always has its operator.
import { Context } from "grammy";
import type { Actor, Place } from "../../../agents/commands/context.ts";
import type { AboutAvatar } from "../../../agents/commands/room/room-at.ts";

export interface Admitted {
  readonly actor: Actor;
  /** A group of the team's; null: a private chat. */
  readonly place: Place | null;
  /** Of the topic. */
  readonly about: AboutAvatar | null;
}

export class OperatorContext extends Context {
  #admitted: Admitted | undefined;

  get admitted(): Admitted {
    if (!this.#admitted) throw new Error("an update that was not admitted reached a handler");
    return this.#admitted;
  }

  set admitted(admitted: Admitted) {
    this.#admitted = admitted;
  }

  get actor(): Actor {
    return this.admitted.actor;
  }

  /** Key under which a repeated update returns the stored result. */
  get updateKey(): string {
    return `telegram:${this.update.update_id}`;
  }
}
