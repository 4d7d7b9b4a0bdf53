// The type of a translated table: same keys, any text, same parameters.

export type TextShape<Table> = Table extends (...values: infer Values) => infer Result
  ? (...values: Values) => TextShape<Result>
  : Table extends string
    ? string
    : Table extends readonly (infer Item)[]
      ? readonly TextShape<Item>[]
      : { readonly [Key in keyof Table]: TextShape<Table[Key]> };
