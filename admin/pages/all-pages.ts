// Our own pages of the back office besides the first: who may open each, what it reads, and what it may be asked to do.
import type { App } from "../../agents/commands/app.ts";
import type { Actor, Role } from "../../agents/commands/context.ts";
import { EVERYONE, MANAGERS } from "../tables/table.ts";
import { movePost, readCalendar } from "./calendar.ts";
import type { MediaLink } from "./pictures.ts";
import { readQueues } from "./queues.ts";

export interface OwnPage {
  readonly name: string;
  /** Name of its component in the browser. */
  readonly component: string;
  readonly readers: readonly Role[];
  readonly read: (actor: Actor, query: unknown) => Promise<object>;
  /** What a POST does; absent: nothing. */
  readonly act?: (actor: Actor, payload: unknown) => Promise<object>;
}

export function ownPages(app: App, mediaLink: MediaLink): readonly OwnPage[] {
  return [
    {
      name: "calendar",
      component: "Calendar",
      readers: EVERYONE,
      read: (actor, query) => readCalendar(app, actor, query, mediaLink),
      act: (actor, payload) => movePost(app, actor, payload),
    },
    { name: "queues", component: "Queues", readers: MANAGERS, read: (actor) => readQueues(app, actor) },
  ];
}

export const mayOpen = ({ readers }: Pick<OwnPage, "readers">, actor: Actor): boolean =>
  actor.kind === "operator" && readers.includes(actor.role);
