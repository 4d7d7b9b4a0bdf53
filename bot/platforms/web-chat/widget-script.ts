// What an operator's site loads: the widget's code with what it needs to know of this chat.
import { type Language, texts } from "../../../agents/texts/texts.ts";

export interface WidgetFacts {
  readonly url: string;
  /** Names of the button in both its states. */
  readonly open: string;
  readonly close: string;
}

/** @param code of client/widget.ts */
export function widgetScript(code: string, url: string, name: string, language: Language): string {
  const words = texts(language).webChat.widget;
  const facts: WidgetFacts = { url, open: words.open(name), close: words.close };
  return `((facts)=>{${code}})(${JSON.stringify(facts)});\n`;
}
