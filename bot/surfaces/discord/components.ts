// Buttons of cards as components; what they do is stored under a short id that belongs to one operator (trust T8).
import {
  type APIActionRowComponent,
  type APIComponentInMessageActionRow,
  type APIModalInteractionResponseCallbackData,
  ButtonStyle,
  ComponentType,
  TextInputStyle,
} from "discord.js";
import { z } from "zod";
import { storeButtons } from "../../../agents/commands/button/store-buttons.ts";
import type { AppContext } from "../../../agents/commands/context.ts";
import { callInternal } from "../../../agents/commands/internal.ts";
import type { CardButton } from "../../../agents/commands/view.ts";
import { cut } from "../chat/split-text.ts";

export type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

/** `replace`: the answer takes the place of the message (run cards). `answer`: it comes as a new one. */
export type TapKind = "replace" | "answer";

/** A numbered piece of an album with what can be done to it. */
export interface PieceButtons {
  readonly number: number;
  readonly caption: string;
  readonly buttons: readonly CardButton[];
}

/** Discord's limits of components. */
const LIMITS = { rows: 5, inRow: 5, options: 25, label: 80, option: 100, placeholder: 150, title: 45, inputs: 5 };
const INPUT_LIMIT = 4_000;

const STYLES = { primary: ButtonStyle.Primary, danger: ButtonStyle.Danger, plain: ButtonStyle.Secondary } as const;
const LETTERS = { replace: "r", answer: "a" } as const;

export interface Target {
  readonly kind: TapKind;
  readonly buttonId: string;
}

/** Of a button its custom_id, of a select menu the chosen value. */
export function parseTarget(customId: string): Target | null {
  const match = /^([ra]):(btn_[a-z0-9]+)$/.exec(customId);
  if (!match?.[2]) return null;
  return { kind: match[1] === "r" ? "replace" : "answer", buttonId: match[2] };
}

/** `answer`: of a button that asked; `command`: of a command that lacked something. */
export function parseModal(
  customId: string,
): { readonly kind: "answer" | "command"; readonly buttonId: string } | null {
  const match = /^m([ac]):(btn_[a-z0-9]+)$/.exec(customId);
  if (!match?.[2]) return null;
  return { kind: match[1] === "a" ? "answer" : "command", buttonId: match[2] };
}

export function storeAll(
  context: AppContext,
  /** null: everybody of the team. */
  operatorId: string | null,
  buttons: readonly CardButton[],
): Promise<readonly string[]> {
  const stored = buttons.map(({ label, command, input, ask }) => ({
    label,
    command,
    input: { ...input },
    ...(ask ? { ask } : {}),
  }));
  return callInternal(context, storeButtons, { operatorId, buttons: stored });
}

/**
 * The pieces' buttons in rows of their own and the card's below them. Where they are too many for a message, menus take
 * their place: one for each thing that can be done to pieces, then one for the card's, then any that hold them all.
 */
export async function buildRows(
  context: AppContext,
  operatorId: string | null,
  shown: { readonly kind: TapKind; readonly buttons: readonly CardButton[]; readonly pieces?: readonly PieceButtons[] },
): Promise<Row[]> {
  const { kind, buttons, pieces = [] } = shown;
  const all = [...pieces.flatMap((piece) => piece.buttons), ...buttons];
  const ids = await storeAll(context, operatorId, all);
  const idOf = new Map(all.map((button, index) => [button, `${LETTERS[kind]}:${ids[index] ?? ""}`]));
  const taken = new Set<string>();
  const make = (button: CardButton, label = button.label) => {
    const id = idOf.get(button) ?? "";
    if (taken.has(id)) return [];
    taken.add(id);
    const text = cut(label, LIMITS.label);
    return [
      { type: ComponentType.Button as const, style: STYLES[button.style ?? "plain"], label: text, custom_id: id },
    ];
  };
  const ownRows = chunks(
    buttons.flatMap((button) => make(button)),
    LIMITS.inRow,
  ).map(row);
  const pieceRows = pieces
    .map(({ number, buttons: inPiece }) =>
      inPiece.flatMap((button) => make(button, pieces.length > 1 ? `${number} · ${button.label}` : button.label)),
    )
    .filter((components) => components.length > 0);
  const isNarrow = pieceRows.every(({ length }) => length <= LIMITS.inRow);
  const pieceOptions = optionsOf(pieces, idOf);
  const ownOptions = buttons.map((button) => ({
    label: cut(button.label, LIMITS.option),
    value: idOf.get(button) ?? "",
  }));
  const ways: readonly (() => Row[])[] = [
    () => (isNarrow ? [...pieceRows.map(row), ...ownRows] : tooMany),
    () => [...menus(byLabel(pieceOptions)), ...ownRows],
    () => menus([...byLabel(pieceOptions), ...unlabelled(ownOptions)]),
    () => menus(unlabelled([...pieceOptions.map(({ option }) => option), ...ownOptions])),
  ];
  for (const way of ways) {
    const rows = way();
    if (rows.length <= LIMITS.rows) return rows;
  }
  context.log.error("a card has more buttons than a message of Discord", { surface: "discord", count: all.length });
  return menus(unlabelled([...pieceOptions.map(({ option }) => option), ...ownOptions])).slice(0, LIMITS.rows);
}

const row = (components: APIComponentInMessageActionRow[]): Row => ({ type: ComponentType.ActionRow, components });

/** More than fit. */
const tooMany: Row[] = Array.from({ length: LIMITS.rows + 1 }, () => row([]));

interface MenuOption {
  readonly label: string;
  readonly value: string;
  readonly description?: string;
}

interface Menu {
  readonly placeholder: string;
  readonly options: readonly MenuOption[];
}

function optionsOf(
  pieces: readonly PieceButtons[],
  idOf: ReadonlyMap<CardButton, string>,
): readonly { readonly action: string; readonly option: MenuOption }[] {
  return pieces.flatMap(({ number, caption, buttons }) =>
    buttons.map((button) => {
      const description = cut(caption, LIMITS.option).trim();
      const label = cut(`${number} · ${button.label}`, LIMITS.option);
      const option = { label, value: idOf.get(button) ?? "", ...(description === "" ? {} : { description }) };
      return { action: button.label, option };
    }),
  );
}

/** "Approve": 1, 2, 3 ... */
function byLabel(found: ReturnType<typeof optionsOf>): readonly Menu[] {
  const actions = [...new Set(found.map(({ action }) => action))];
  return actions.flatMap((action) =>
    split(
      action,
      found.filter((each) => each.action === action).map(({ option }) => option),
    ),
  );
}

const unlabelled = (options: readonly MenuOption[]) => split("…", options);

/** Values are there once, and a menu holds so many. */
function split(placeholder: string, options: readonly MenuOption[]): readonly Menu[] {
  const once = options.filter(({ value }, index) => options.findIndex((other) => other.value === value) === index);
  return chunks(once, LIMITS.options).map((some) => ({ placeholder, options: some }));
}

function menus(asked: readonly Menu[]): Row[] {
  return asked.map(({ placeholder, options }, index) =>
    row([
      {
        type: ComponentType.StringSelect,
        custom_id: `s:${index}`,
        placeholder: cut(placeholder, LIMITS.placeholder),
        options: [...options],
      },
    ]),
  );
}

function chunks<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

export interface Question {
  readonly field: string;
  readonly label: string;
  readonly required: boolean;
  readonly maxLength?: number;
  /** What stands in it already. */
  readonly value?: string;
}

/** At most five questions; the rest is asked for by the command itself. */
export function modal(
  kind: "answer" | "command",
  buttonId: string,
  title: string,
  questions: readonly Question[],
): APIModalInteractionResponseCallbackData {
  return {
    custom_id: `m${kind === "answer" ? "a" : "c"}:${buttonId}`,
    title: cut(title, LIMITS.title),
    components: questions.slice(0, LIMITS.inputs).map(({ field, label, required, maxLength, value }) => ({
      type: ComponentType.Label,
      label: cut(label, LIMITS.title),
      component: {
        type: ComponentType.TextInput,
        custom_id: field,
        style: TextInputStyle.Paragraph,
        required,
        max_length: Math.min(maxLength ?? INPUT_LIMIT, INPUT_LIMIT),
        ...(value ? { value: value.slice(0, Math.min(maxLength ?? INPUT_LIMIT, INPUT_LIMIT)) } : {}),
      },
    })),
  };
}

const Part = z.looseObject({
  custom_id: z.string().optional(),
  options: z.array(z.looseObject({ value: z.string() })).optional(),
});
const Rows = z.array(z.looseObject({ components: z.array(Part).optional() }));

/** A message's components without what was tapped, or null when it is not among them. */
export function withoutTapped(components: unknown, target: string): z.output<typeof Rows> | null {
  const rows = Rows.safeParse(components);
  if (!rows.success) return null;
  let isFound = false;
  const left = rows.data.map((one) => ({
    ...one,
    components: (one.components ?? []).flatMap((part) => {
      const options = part.options?.filter(({ value }) => value !== target);
      const isTapped = part.custom_id === target || (options && options.length < (part.options?.length ?? 0));
      if (!isTapped) return [part];
      isFound = true;
      return options && options.length > 0 ? [{ ...part, options }] : [];
    }),
  }));
  return isFound ? left.filter((one) => one.components.length > 0) : null;
}
