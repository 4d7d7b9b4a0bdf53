// The commands about things made for one fan, for the registry.
import type { AnyCommand } from "../command.ts";
import { customCancel } from "./custom-cancel.ts";
import { customDecline } from "./custom-decline.ts";
import { customDeliver } from "./custom-deliver.ts";
import { customList } from "./custom-list.ts";
import { customCounter, customQuote } from "./custom-quote.ts";
import { customShow } from "./custom-show.ts";

export const customCommands: readonly AnyCommand[] = [
  customList,
  customShow,
  customQuote,
  customCounter,
  customDecline,
  customDeliver,
  customCancel,
];
