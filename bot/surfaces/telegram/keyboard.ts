// Buttons of a card as an inline keyboard; what they do is stored under a short id.
import type { InlineKeyboardButton } from "grammy/types";
import { storeButtons } from "../../../agents/commands/button/store-buttons.ts";
import type { StoredButtonValue } from "../../../agents/commands/button/stored-button.ts";
import type { AppContext } from "../../../agents/commands/context.ts";
import { callInternal } from "../../../agents/commands/internal.ts";
import type { CardButton } from "../../../agents/commands/view.ts";
import { cut } from "../chat/split-text.ts";

export type Keyboard = InlineKeyboardButton[][];

/** `replace`: the answer takes the place of the message (run cards). `answer`: it comes as a new one. */
export type TapKind = "replace" | "answer";

/** One of a guided conversation, beside those of cards. */
export type GuidedButton = CardButton & Pick<StoredButtonValue, "guide">;

const LABEL_LIMIT = 60;
const ROW_CHARS = 32;
const ROW_BUTTONS = 3;
/** Telegram refuses a longer keyboard. */
const KEYBOARD_LIMIT = 100;

export function parseCallbackData(data: string): { readonly kind: TapKind; readonly buttonId: string } | null {
  const match = /^([ra]):(btn_[a-z0-9]+)$/.exec(data);
  if (!match?.[2]) return null;
  return { kind: match[1] === "r" ? "replace" : "answer", buttonId: match[2] };
}

/** Each given row stays a row; buttons beyond Telegram's limit are left out. */
export async function buildKeyboard(
  context: AppContext,
  /** null: everybody of the team. */
  operatorId: string | null,
  rows: readonly (readonly GuidedButton[])[],
  kind: TapKind,
): Promise<Keyboard> {
  const kept = keepLimit(rows);
  const buttons = kept.flat().map(({ label, command, input, ask, guide }) => ({
    label,
    command,
    input: { ...input },
    ...(ask ? { ask } : {}),
    ...(guide ? { guide } : {}),
  }));
  const ids = await callInternal(context, storeButtons, { operatorId, buttons });
  let next = 0;
  return kept.map((row) =>
    row.map((button) => {
      const id = ids[next];
      next += 1;
      return inlineButton(button, `${kind === "replace" ? "r" : "a"}:${id}`);
    }),
  );
}

function keepLimit(rows: readonly (readonly GuidedButton[])[]): GuidedButton[][] {
  let left = KEYBOARD_LIMIT;
  return rows.flatMap((row) => {
    const kept = row.slice(0, left);
    left -= kept.length;
    return kept.length > 0 ? [[...kept]] : [];
  });
}

const STYLES = { primary: { style: "primary" }, danger: { style: "danger" }, plain: {} } as const;

function inlineButton(button: CardButton, callbackData: string): InlineKeyboardButton {
  return { text: cut(button.label, LABEL_LIMIT), callback_data: callbackData, ...STYLES[button.style ?? "plain"] };
}

/** Buttons of a card side by side as far as their labels fit a phone. */
export function buttonRows<Button extends CardButton>(buttons: readonly Button[]): Button[][] {
  const rows: Button[][] = [];
  let chars = 0;
  for (const button of buttons) {
    const row = rows.at(-1);
    chars += button.label.length;
    if (row && row.length < ROW_BUTTONS && chars <= ROW_CHARS) row.push(button);
    else {
      rows.push([button]);
      chars = button.label.length;
    }
  }
  return rows;
}
