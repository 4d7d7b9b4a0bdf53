/** @jsxImportSource react */
// A plain value in a list or on a record's page: states and other fixed values as badges in the colour of their meaning,
// shares as percent.
import type { BasePropertyProps } from "adminjs";
import type { JSX } from "react";
import { usePageWords } from "./page-words.ts";

export function PropertyValue({ property, record }: BasePropertyProps): JSX.Element | null {
  const { valueName } = usePageWords();
  const value: unknown = record?.params[property.path];
  if (value === undefined || value === null || value === "") return null;
  const text = property.custom.isShare ? `${Math.round(Number(value) * 100)} %` : String(value);
  if (!property.availableValues) return <span className="vb-value">{text}</span>;
  return <span className={`vb-badge is-${text}`}>{valueName(property.path, text)}</span>;
}
