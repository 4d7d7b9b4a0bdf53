// A column of several values; AdminJS hands them over one by one, as "languages.0", "languages.1".
export function valuesOf(params: Readonly<Record<string, unknown>>, column: string): string[] {
  return Object.entries(params)
    .filter(([key]) => key.startsWith(`${column}.`))
    .map(([, value]) => String(value));
}
