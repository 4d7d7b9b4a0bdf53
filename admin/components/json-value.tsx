/** @jsxImportSource react */
// A JSON column, readable.
import { type BasePropertyProps, useTranslation } from "adminjs";
import type { JSX } from "react";

export function JsonValue({ property, record }: BasePropertyProps): JSX.Element {
  const { translateProperty } = useTranslation();
  const value: unknown = record?.params[property.path];
  return (
    <div className="vb-json">
      <span>{translateProperty(property.label, property.resourceId)}</span>
      {typeof value === "string" && value !== "" ? <pre>{value}</pre> : null}
    </div>
  );
}
