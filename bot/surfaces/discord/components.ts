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
    ...(ask ? { ask: { field: ask.field, label: ask.label } } : {}),
  }));
  return callInternal(context, storeButtons, { operatorId, buttons: stored });
}

/** The pieces' buttons in rows of their own, or, where they are too many, one menu for each thing that can be done. */
export async function buildRows(
  context: AppContext,
  /** null: everybody of the team. */
  operatorId: string | null,
  shown: { readonly kind: TapKind; readonly buttons: readonly CardButton[]; readonly pieces?: readonly PieceButtons[] },
): Promise<Row[]> {
  const { kind, buttons, pieces = [] } = shown;
  const own = buttons.slice(0, LIMITS.rows * LIMITS.inRow);
  const all = [...pieces.flatMap((piece) => piece.buttons), ...own];
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
    own.flatMap((button) => make(button)),
    LIMITS.inRow,
  ).map(row);
  const pieceRows = pieces
    .map(({ number, buttons: inPiece }) =>
      inPiece.flatMap((button) => make(button, pieces.length > 1 ? `${number} · ${button.label}` : button.label)),
    )
    .filter((components) => components.length > 0);
  const fits =
    pieceRows.every(({ length }) => length <= LIMITS.inRow) && pieceRows.length + ownRows.length <= LIMITS.rows;
  if (fits) return [...pieceRows.map(row), ...ownRows];
  return [...menus(pieces, idOf), ...ownRows].slice(0, LIMITS.rows);
}

const row = (components: APIComponentInMessageActionRow[]): Row => ({ type: ComponentType.ActionRow, components });

/** "Approve": 1, 2, 3 ... */
function menus(pieces: readonly PieceButtons[], idOf: ReadonlyMap<CardButton, string>): Row[] {
  const byLabel = new Map<string, { label: string; value: string; description?: string }[]>();
  for (const { number, caption, buttons } of pieces) {
    for (const button of buttons) {
      const options = byLabel.get(button.label) ?? [];
      const value = idOf.get(button) ?? "";
      if (options.length >= LIMITS.options || options.some((option) => option.value === value)) continue;
      const description = cut(caption, LIMITS.option).trim();
      options.push({
        label: cut(`${number} · ${button.label}`, LIMITS.option),
        value,
        ...(description === "" ? {} : { description }),
      });
      byLabel.set(button.label, options);
    }
  }
  return [...byLabel].map(([label, options], index) =>
    row([
      {
        type: ComponentType.StringSelect,
        custom_id: `s:${index}`,
        placeholder: cut(label, LIMITS.placeholder),
        options,
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
    components: questions.slice(0, LIMITS.inputs).map(({ field, label, required, maxLength }) => ({
      type: ComponentType.Label,
      label: cut(label, LIMITS.title),
      component: {
        type: ComponentType.TextInput,
        custom_id: field,
        style: TextInputStyle.Paragraph,
        required,
        max_length: Math.min(maxLength ?? INPUT_LIMIT, INPUT_LIMIT),
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
