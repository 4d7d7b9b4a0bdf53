/** @jsxImportSource react */
// A JSON column, readable; a run card's plan as the facts it is.
import { type BasePropertyProps, useTranslation } from "adminjs";
import type { JSX } from "react";

interface Fact {
  readonly label: string;
  readonly value: string;
}

export function JsonValue({ property, record }: BasePropertyProps): JSX.Element {
  const { translateProperty } = useTranslation();
  const value: unknown = record?.params[property.path];
  const facts = typeof value === "string" ? factsIn(value) : null;
  return (
    <div className="vb-json">
      <span>{translateProperty(property.label, property.resourceId)}</span>
      {facts ? <Facts facts={facts} /> : null}
      {!facts && typeof value === "string" && value !== "" ? <pre>{value}</pre> : null}
    </div>
  );
}

/** The value was written by our own server as JSON. */
function factsIn(value: string): readonly Fact[] | null {
  const parsed: unknown = JSON.parse(value || "null");
  const isFact = (each: unknown): each is Fact =>
    typeof each === "object" && each !== null && "label" in each && "value" in each;
  return Array.isArray(parsed) && parsed.length > 0 && parsed.every(isFact) ? parsed : null;
}

function Facts({ facts }: { readonly facts: readonly Fact[] }): JSX.Element {
  return (
    <dl className="vb-facts">
      {facts.map(({ label, value }) => (
        <div key={`${label} ${value}`}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
