/** @jsxImportSource react */
// One of several, by its name.
import type { JSX } from "react";

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly name: string }[];
  readonly choose: (value: string) => void;
}

export function Choice({ label, value, options, choose }: ChoiceProps): JSX.Element {
  return (
    <select className="vb-button" aria-label={label} value={value} onChange={(event) => choose(event.target.value)}>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.name}
        </option>
      ))}
    </select>
  );
}

/** Avatars by their slugs; first, all of them. */
export function slugOptions(all: string, slugs: readonly string[]): ChoiceProps["options"] {
  return [{ value: "", name: all }, ...slugs.map((slug) => ({ value: slug, name: slug }))];
}
