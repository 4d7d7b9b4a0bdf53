// The type of a translated table: same keys, any text, same parameters.

export type TextShape<Table> = {
  readonly [Key in keyof Table]: Table[Key] extends (...values: infer Values) => string
    ? (...values: Values) => string
    : Table[Key] extends string
      ? string
      : Table[Key] extends readonly string[]
        ? readonly string[]
        : TextShape<Table[Key]>;
};
