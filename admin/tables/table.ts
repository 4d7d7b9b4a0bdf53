// What the back office knows about one table beyond the schema: who may read which rows and columns, and how it is listed.
import type { Actor, Role } from "../../agents/commands/context.ts";
import type { Prisma } from "../../prisma/client.ts";

export type ModelName = Prisma.ModelName;

export type Section =
  | "avatars"
  | "content"
  | "distribution"
  | "fans"
  | "sales"
  | "money"
  | "operations"
  | "trust"
  | "team";

/** A Prisma `where`; its shape depends on the model. */
export type Where = Readonly<Record<string, unknown>>;

/** A readable name made of several columns, shown as the column "reference" and as the title of links. */
export interface Reference {
  /** What to read for it. */
  readonly select: Where;
  readonly of: (row: Readonly<Record<string, unknown>>) => string;
  /** Rows whose reference a person means by this text. */
  readonly find: (text: string) => Where;
}

export interface Table {
  readonly model: ModelName;
  readonly section: Section;
  /** Nobody else may list, search, open or see rows of it through a relation (domain 10). */
  readonly readers: readonly Role[];
  /** Relations from a row to its avatar; chatters and analysts see only rows of their own avatars. */
  readonly avatarPath?: readonly string[];
  /** Instead of `avatarPath`: the rows of a chatter or analyst where no avatar is involved. */
  readonly ownRows?: (actor: Actor) => Where;
  /** Columns that never leave the server, whoever asks. */
  readonly secret?: readonly string[];
  /** Columns some roles do not get. */
  readonly hidden?: Partial<Record<Role, readonly string[]>>;
  readonly list: readonly string[];
  readonly filter: readonly string[];
  /** With every message or job: its rows are put only into the order of an index. */
  readonly grows?: true;
  /** Columns of text with a trigram index, since their table grows with the messages and fans. */
  readonly large?: readonly string[];
  readonly title: string;
  readonly reference?: Reference;
  /** Newest first, unless the table says otherwise. */
  readonly sort: { readonly by: string; readonly direction: "asc" | "desc" };
  /** Words the schema keeps as plain text: column -> all it may hold. */
  readonly fixedValues?: Readonly<Record<string, readonly string[]>>;
  /** Ids the schema keeps without a relation: column -> model. */
  readonly links?: Readonly<Record<string, ModelName>>;
}

export const OWNER: readonly Role[] = ["owner"];
export const MANAGERS: readonly Role[] = ["owner", "manager"];
export const FAN_TEAM: readonly Role[] = ["owner", "manager", "chatter"];
export const REPORT_READERS: readonly Role[] = ["owner", "manager", "analyst"];
export const EVERYONE: readonly Role[] = ["owner", "manager", "chatter", "analyst"];

export const newest = (by: string) => ({ by, direction: "desc" }) as const;
