// The versions of a template or preset on its card, and a former one as a card of its own.
import { type Language, texts } from "../../texts/texts.ts";
import type { Card, CardButton } from "../view.ts";
import type { FormerVersion, Worded } from "./wording-versions.ts";

/** As many as have a button; the field names all. */
const VERSIONS_OFFERED = 3;

interface Shown {
  readonly kind: Worded;
  readonly key: string;
  /** The one the card shows. */
  readonly version: number;
  /** The one in force. */
  readonly current: number;
  readonly former: readonly FormerVersion[];
}

/** A former one can be taken up again, and nothing else be done with it. */
export function withVersions(card: Card, shown: Shown, language: Language): Card {
  const { kind, key, version, current, former } = shown;
  if (former.length === 0) return card;
  const words = texts(language).templates;
  const open = (number: number): CardButton => ({
    label: words.showVersion(number),
    command: `${kind}.show`,
    input: number === current ? { [kind]: key } : { [kind]: key, version: number },
  });
  const label = words.earlierVersions;
  const value = former.map((each) => words.versionUntil(each.version, each.replacedAt.slice(0, 10))).join("; ");
  const fields = [...(card.fields ?? []), { label, value }];
  if (version === current) {
    const offered = former.slice(0, VERSIONS_OFFERED).map((each) => open(each.version));
    return { ...card, fields, buttons: [...(card.buttons ?? []), ...offered] };
  }
  const restore: CardButton = {
    label: words.restore,
    command: `${kind}.restore`,
    input: { [kind]: key, version },
    style: "primary",
  };
  return { ...card, fields, buttons: [restore, open(current)], note: words.formerNote(version, current) };
}
