// One column as AdminJS sees it.
import { BaseProperty, type PropertyType } from "adminjs";
import type { Field } from "./model.ts";

const TYPES: Readonly<Record<string, PropertyType>> = {
  Boolean: "boolean",
  Int: "number",
  Float: "float",
  Decimal: "float",
  DateTime: "datetime",
  Json: "textarea",
};

export interface PropertyFacts {
  readonly field: Field;
  readonly position: number;
  /** Model the column points to. */
  readonly target: string | null;
  /** Values of its enum. */
  readonly values: readonly string[] | null;
  /** Whether rows can be put into its order however many there are. */
  readonly isOrdered: boolean;
}

export class PrismaProperty extends BaseProperty {
  readonly field: Field;
  readonly #target: string | null;
  readonly #values: readonly string[] | null;
  readonly #isOrdered: boolean;

  constructor({ field, position, target, values, isOrdered }: PropertyFacts) {
    super({ path: field.name, position, isId: field.isId });
    this.field = field;
    this.#target = target;
    this.#values = values;
    this.#isOrdered = isOrdered;
  }

  override type(): PropertyType {
    return this.#target ? "reference" : (TYPES[this.field.type] ?? "string");
  }

  override reference(): string | null {
    return this.#target;
  }

  override availableValues(): string[] | null {
    return this.#values ? [...this.#values] : null;
  }

  override isArray(): boolean {
    return this.field.isList;
  }

  override isSortable(): boolean {
    return this.#isOrdered && !this.field.isList && this.field.type !== "Json";
  }

  /** Changes are made by commands only. */
  override isEditable(): boolean {
    return false;
  }

  override isVisible(): boolean {
    return true;
  }
}
