/** @jsxImportSource react */
// A column of several values on a record's page.
import { type BasePropertyProps, useTranslation } from "adminjs";
import type { JSX } from "react";
import { valuesOf } from "../adapter/values-of.ts";
import { usePageWords } from "./page-words.ts";

export function ListValue({ property, record }: BasePropertyProps): JSX.Element {
  const { translateProperty } = useTranslation();
  const { valueName } = usePageWords();
  const values = valuesOf(record?.params ?? {}, property.path);
  const names = property.availableValues ? values.map((value) => valueName(property.path, value)) : values;
  return (
    <div className="vb-json">
      <span>{translateProperty(property.label, property.resourceId)}</span>
      <p className="vb-value">{names.join(", ")}</p>
    </div>
  );
}
