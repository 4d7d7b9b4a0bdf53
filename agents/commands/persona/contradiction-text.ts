// A contradiction as a sentence for the operator.
import type { ContradictionRule } from "../../domain/avatars/persona-coherence.ts";
import type { Texts } from "../../texts/texts.ts";

export function contradictionText(
  words: Texts["persona"],
  {
    rule,
    fields,
    found,
  }: { readonly rule: ContradictionRule; readonly fields: readonly string[]; readonly found: string },
): string {
  const names = fields.map((name) => words.fields[name as keyof typeof words.fields] ?? name).join(", ");
  return words.contradictions[rule](names, found);
}
