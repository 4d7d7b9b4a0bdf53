/** @jsxImportSource react */
// A column of several values; AdminJS hands them over one by one, as "languages.0", "languages.1".
import { type BasePropertyProps, useTranslation } from "adminjs";
import type { JSX } from "react";

export function ListValue({ property, record }: BasePropertyProps): JSX.Element {
  const { translateProperty } = useTranslation();
  const values = Object.entries(record?.params ?? {})
    .filter(([key]) => key.startsWith(`${property.path}.`))
    .map(([, value]) => String(value));
  return (
    <div className="vb-json">
      <span>{translateProperty(property.label, property.resourceId)}</span>
      <p className="vb-value">{values.join(", ")}</p>
    </div>
  );
}
